import type { Principal } from "../domain/decide.ts";
import type { TokenRecord } from "../domain/token-record.ts";

/** Gives what is made of a principal; `record` is the one that the principal came from, undefined for a console session. */
export type RecordMemo<Value> = (principal: Principal, record: TokenRecord | undefined) => Value;

/**
 * A principal depends on its token's record and the page's origin only. So what is made of it is made once per record, for the origin that
 * came last, and forgotten with the record. It is never a verdict: every request is decided by itself before this is asked.
 */
export function createRecordMemo<Value>(make: (principal: Principal) => Value): RecordMemo<Value> {
  const made = new WeakMap<TokenRecord, { readonly origin: Principal["origin"]; readonly value: Value }>();

  return (principal, record) => {
    // The records of secrets are read anew for each request: there is nothing to find again.
    if (record === undefined || record.kind !== "public") return make(principal);
    const known = made.get(record);
    if (known !== undefined && known.origin === principal.origin) return known.value;
    const value = make(principal);
    made.set(record, { origin: principal.origin, value });
    return value;
  };
}
