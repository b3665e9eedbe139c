/** Units in a response's `ConsumedCapacity`, whether it is one or a list of one per table; 0 when there is none. */
export function capacityUnitsOf(response: Readonly<Record<string, unknown>>): number {
  const consumed = response.ConsumedCapacity;
  const list: readonly unknown[] = Array.isArray(consumed) ? consumed : [consumed];
  return list.reduce<number>((sum, entry) => sum + unitsOf(entry), 0);
}

/** The request with units counted: the engine reports them even when the caller did not ask. */
export function withCapacity<Request extends { ReturnConsumedCapacity?: "TOTAL" | "INDEXES" | "NONE" }>(
  request: Request,
) {
  const isDetailed = request.ReturnConsumedCapacity === "INDEXES";
  return { ...request, ReturnConsumedCapacity: isDetailed ? "INDEXES" : "TOTAL" };
}

/** The response as the caller asked for it: units are always counted, but only sent on request. */
export function withoutCapacity(
  response: Readonly<Record<string, unknown>>,
  asked: string | undefined,
): Readonly<Record<string, unknown>> {
  if (asked === "TOTAL" || asked === "INDEXES") return response;
  const { ConsumedCapacity: _uncalled, ...rest } = response;
  return rest;
}

/** The member `ConsumedCapacity` with one entry per table, or nothing when the caller did not ask for it. */
export function capacityPerTable(
  used: readonly { readonly tableName: string; readonly units: number }[],
  member: "ReadCapacityUnits" | "WriteCapacityUnits" | undefined,
  asked: string | undefined,
): { readonly ConsumedCapacity?: readonly object[] } {
  if (asked !== "TOTAL" && asked !== "INDEXES") return {};
  const totals = new Map<string, number>();
  for (const { tableName, units } of used) totals.set(tableName, (totals.get(tableName) ?? 0) + units);
  return {
    ConsumedCapacity: [...totals].map(([TableName, CapacityUnits]) => {
      const capacity = {
        CapacityUnits,
        ...(member !== undefined && { [member]: CapacityUnits }),
      };
      return {
        TableName,
        ...capacity,
        ...(asked === "INDEXES" && { Table: capacity }),
      };
    }),
  };
}

function unitsOf(entry: unknown): number {
  if (typeof entry !== "object" || entry === null || !("CapacityUnits" in entry)) return 0;
  return typeof entry.CapacityUnits === "number" ? entry.CapacityUnits : 0;
}
