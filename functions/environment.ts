/**
 * The function's settings, which the template gives as environment variables. Read once when the module loads.
 * @throws Error that names the first variable which is missing or empty.
 */
export function readEnvironment<const Name extends string>(...names: readonly Name[]): Record<Name, string> {
  const entries = names.map((name): [Name, string] => {
    const value = process.env[name];
    if (value === undefined || value === "") throw new Error(`environment variable ${name} is not set`);
    return [name, value];
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}
