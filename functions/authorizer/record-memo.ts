import type { Principal } from "../domain/decide.ts";
import type { TokenSubject } from "../domain/token-record.ts";

/** Gives what is made of a principal; `subject` is the one that the principal came from, undefined for a console session. */
export type RecordMemo<Value> = (principal: Principal, subject: TokenSubject | undefined) => Value;

/**
 * A principal depends on its token's record and the page's origin only. So what is made of it is made once per record, for the origin that
 * came last, and forgotten with the record. It is never a verdict: every request is decided by itself before this is asked.
 */
export function createRecordMemo<Value>(make: (principal: Principal) => Value): RecordMemo<Value> {
  const made = new WeakMap<TokenSubject, { readonly origin: Principal["origin"]; readonly value: Value }>();

  return (principal, subject) => {
    // The records of secrets are read anew for each request: there is nothing to find again.
    if (subject === undefined || subject.token.kind !== "public") return make(principal);
    const known = made.get(subject);
    if (known !== undefined && known.origin === principal.origin) return known.value;
    const value = make(principal);
    made.set(subject, { origin: principal.origin, value });
    return value;
  };
}
