/** Those of the wanted fields that differ from what is stored. Empty: there is nothing to write. */
export function changesOf<Changes extends object>(stored: object, wanted: Changes): Partial<Changes> {
  const before: Readonly<Record<string, unknown>> = { ...stored };
  const changes: Partial<Changes> = { ...wanted };
  for (const name in wanted) {
    if (JSON.stringify(wanted[name]) === JSON.stringify(before[name])) delete changes[name];
  }
  return changes;
}

/** The named fields: of what an audit event may tell, what has changed. */
export function onlyFields(
  names: readonly string[],
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}
