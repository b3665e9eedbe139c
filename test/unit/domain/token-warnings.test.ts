import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../functions/domain/expiry.ts";
import { findWarnings, TOKEN_WARNINGS, type WatchedToken } from "../../../functions/domain/token-warnings.ts";
import { NOON } from "./records.ts";

/** A token that nobody needs to look at. */
const calm: WatchedToken = {
  kind: "private",
  state: "active",
  createdAtEpochMs: NOON - 400 * DAY_MS,
  issuedAtEpochMs: NOON - 10 * DAY_MS,
  expiresAtEpochMs: NOON + 60 * DAY_MS,
  lastUsedAtEpochMs: NOON - DAY_MS,
  lastUsedOrigin: undefined,
  secretInUrlAtEpochMs: undefined,
};
const warningsOf = (changes: Partial<WatchedToken>) => findWarnings({ ...calm, ...changes }, NOON);

describe("a token is warned about", () => {
  it("not at all when it is well", () => {
    expect(warningsOf({})).toEqual([]);
  });

  it("when it never expires, unless the platform made it so", () => {
    expect(warningsOf({ expiresAtEpochMs: undefined })).toEqual(["never_expires"]);
    expect(warningsOf({ kind: "public", expiresAtEpochMs: undefined })).toEqual(["never_expires"]);
    expect(warningsOf({ kind: "service", expiresAtEpochMs: undefined })).toEqual([]);
  });

  it("in its last 30 days, and not when they are over", () => {
    expect(warningsOf({ expiresAtEpochMs: NOON + 30 * DAY_MS })).toEqual(["expires_soon"]);
    expect(warningsOf({ expiresAtEpochMs: NOON + 30 * DAY_MS + 1 })).toEqual([]);
    expect(warningsOf({ expiresAtEpochMs: NOON })).toEqual([]);
  });

  it("when it was neither made nor used for 90 days", () => {
    expect(warningsOf({ lastUsedAtEpochMs: NOON - 90 * DAY_MS })).toEqual(["unused"]);
    expect(warningsOf({ lastUsedAtEpochMs: NOON - 90 * DAY_MS + 1 })).toEqual([]);
    expect(warningsOf({ lastUsedAtEpochMs: undefined })).toEqual(["unused"]);
    expect(warningsOf({ lastUsedAtEpochMs: undefined, createdAtEpochMs: NOON - DAY_MS })).toEqual([]);
  });

  it("when a private one was last used by a page", () => {
    expect(warningsOf({ lastUsedOrigin: "https://shop.example.com" })).toEqual(["seen_in_browser"]);
    expect(warningsOf({ kind: "public", lastUsedOrigin: "https://shop.example.com" })).toEqual([]);
  });

  it("when its present secret was in a URL: a new secret was not", () => {
    expect(warningsOf({ secretInUrlAtEpochMs: calm.issuedAtEpochMs })).toEqual(["secret_in_url"]);
    expect(warningsOf({ secretInUrlAtEpochMs: calm.issuedAtEpochMs - 1 })).toEqual([]);
  });

  it("of everything at once, in the order of the list; disabled too, revoked no more", () => {
    const troubled: Partial<WatchedToken> = {
      expiresAtEpochMs: undefined,
      lastUsedAtEpochMs: NOON - 100 * DAY_MS,
      lastUsedOrigin: "https://shop.example.com",
      secretInUrlAtEpochMs: NOON,
    };
    const all = TOKEN_WARNINGS.filter((warning) => warning !== "expires_soon");
    expect(warningsOf(troubled)).toEqual(all);
    expect(warningsOf({ ...troubled, state: "disabled" })).toEqual(all);
    expect(warningsOf({ ...troubled, state: "revoked" })).toEqual([]);
  });
});
