import type { RevokedToken } from "../../../sdk/src/generated/types.ts";

const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** Says that a token is revoked, and from when on that holds everywhere. */
export function describeRevoked({ token, revocation: { isEffective, effectiveAt } }: RevokedToken): string {
  if (isEffective) return `Revoked ${token.label}. No request passes with it any more.`;
  return `Revoked ${token.label}. No request passes with it from ${CLOCK.format(new Date(effectiveAt))} on.`;
}
