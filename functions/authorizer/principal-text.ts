import type { Principal } from "../domain/decide.ts";
import type { TokenRecord } from "../domain/token-record.ts";

export type FormatPrincipal = (principal: Principal, record: TokenRecord | undefined) => string;

/**
 * The principal as JSON, for the context that functions get. All of it but the origin is the same for every request that is judged by one
 * record, so that part is written once per record and kept for as long as the record is.
 */
export function createPrincipalFormatter(): FormatPrincipal {
  const starts = new WeakMap<TokenRecord, string>();

  return (principal, record) => {
    if (record === undefined) return JSON.stringify(principal);
    let start = starts.get(record);
    if (start === undefined) {
      start = JSON.stringify({ ...principal, origin: undefined }).slice(0, -1);
      starts.set(record, start);
    }
    // A canonical origin holds no character that JSON would escape.
    return principal.origin === undefined ? `${start}}` : `${start},"origin":"${principal.origin}"}`;
  };
}
