const { stringify } = JSON;

/** JSON as it is, also on pages whose libraries give strings or arrays a `toJSON`, or that replace `JSON.stringify` later. */
export function toJson(value: unknown): string {
  return stringify(value, rawValue);
}

function rawValue(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}
