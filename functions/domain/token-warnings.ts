import { DAY_MS, endsSoon } from "./expiry.ts";
import type { TokenKind } from "./rights.ts";
import type { TokenState } from "./token-record.ts";

/** What somebody should look at before it becomes a problem. A closed list; the codes are stable. */
export const TOKEN_WARNINGS = ["never_expires", "expires_soon", "unused", "seen_in_browser", "secret_in_url"] as const;
export type TokenWarning = (typeof TOKEN_WARNINGS)[number];

/** Neither made nor used for so long: probably nobody needs it. */
export const UNUSED_DAYS = 90;

/** What is known of a token that its owner may be warned about. */
export interface WatchedToken {
  readonly kind: TokenKind;
  readonly state: TokenState;
  readonly createdAtEpochMs: number;
  readonly issuedAtEpochMs: number;
  readonly expiresAtEpochMs: number | undefined;
  readonly lastUsedAtEpochMs: number | undefined;
  /** The page that used it last, if it was one. */
  readonly lastUsedOrigin: string | undefined;
  /** When its secret was last seen in a URL, where logs and histories keep it. */
  readonly secretInUrlAtEpochMs: number | undefined;
}

const WARNINGS: Readonly<Record<TokenWarning, (token: WatchedToken, nowEpochMs: number) => boolean>> = {
  // The platform makes a service's token, and gives it no expiry.
  never_expires: (token) => token.kind !== "service" && token.expiresAtEpochMs === undefined,
  expires_soon: (token, nowEpochMs) => endsSoon(token.expiresAtEpochMs, nowEpochMs),
  unused: (token, nowEpochMs) =>
    nowEpochMs - (token.lastUsedAtEpochMs ?? token.createdAtEpochMs) >= UNUSED_DAYS * DAY_MS,
  seen_in_browser: (token) => token.kind === "private" && token.lastUsedOrigin !== undefined,
  // A new secret is not the one that was seen.
  secret_in_url: (token) =>
    token.secretInUrlAtEpochMs !== undefined && token.secretInUrlAtEpochMs >= token.issuedAtEpochMs,
};

/** In the order of the list. A revoked token needs no attention any more. */
export function findWarnings(token: WatchedToken, nowEpochMs: number): TokenWarning[] {
  if (token.state === "revoked") return [];
  return TOKEN_WARNINGS.filter((warning) => WARNINGS[warning](token, nowEpochMs));
}
