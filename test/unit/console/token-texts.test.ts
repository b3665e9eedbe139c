import { describe, expect, it } from "vitest";
import { readResults } from "../../../console/src/pages/access-tokens/bulk-outcome.ts";
import { describeRevoked } from "../../../console/src/tokens/describe-revoked.ts";
import { formatOwner, ownerChoices, parseOwner } from "../../../console/src/tokens/owner-choices.ts";
import { formatCurl, formatEnvLine } from "../../../console/src/tokens/snippets.ts";
import { tokenOf } from "./token-samples.ts";

describe("what is pasted after a token was made", () => {
  it("is a line and a command", () => {
    expect(formatEnvLine("lks_x")).toBe("LATCHKEY_TOKEN=lks_x");
    expect(formatCurl("https://api.example.com", "lks_x")).toBe(
      "curl https://api.example.com/v1/whoami --header 'Authorization: Bearer lks_x'",
    );
  });
});

describe("owners of a new token", () => {
  const account = (name: string, state: "active" | "disabled") => ({
    id: name,
    name,
    description: null,
    role: "viewer" as const,
    scopes: [],
    services: "all" as const,
    state,
    tokenCount: 0,
    createdAt: "2026-01-01T00:00:00.000Z",
    createdBy: "mem_me",
    updatedAt: "2026-01-01T00:00:00.000Z",
  });

  it("are oneself and the service accounts that work", () => {
    const accounts = [account("web-shop", "active"), account("old", "disabled")];
    const me = { type: "member", id: "mem_me", name: "me@example.com" } as const;
    expect(ownerChoices(accounts, me).map(({ value }) => value)).toEqual(["member:mem_me", "service_account:web-shop"]);
    expect(ownerChoices(accounts, undefined).map(({ value }) => value)).toEqual(["service_account:web-shop"]);
  });

  it("are written into one text and read again", () => {
    const owner = { type: "service_account", id: "web-shop" } as const;
    expect(parseOwner(formatOwner(owner))).toEqual(owner);
    for (const text of ["", "member:", "service:svc_1", "web-shop"]) expect(parseOwner(text)).toBeUndefined();
  });
});

describe("what became of many tokens", () => {
  it("names them, those that were not done first, with the reason", () => {
    const tokens = [tokenOf({ id: "lks_a", label: "A" }), tokenOf({ id: "lks_b", label: "B" })];
    const results = readResults(
      {
        results: [
          { tokenId: "lks_a", status: "done", code: null },
          { tokenId: "lks_b", status: "refused", code: "token_revoked" },
          { tokenId: "lks_c", status: "not_reached", code: null },
          { tokenId: "lks_d", status: "refused", code: "of_a_newer_api" },
        ],
        hasMore: false,
      },
      tokens,
    );
    expect(results.map(({ label, reason }) => [label, reason])).toEqual([
      ["B", "The token is revoked."],
      ["lks_c", "There was no time left. Try again."],
      ["lks_d", "It was refused."],
      ["A", undefined],
    ]);
  });

  it("says from when on a revocation holds", () => {
    const revocation = { revokedAt: "2026-06-01T12:00:00Z", boundSeconds: 0, effectiveAt: "2026-06-01T12:01:10Z" };
    const say = (isEffective: boolean) =>
      describeRevoked({ token: tokenOf({}), revocation: { ...revocation, isEffective } });
    expect(say(true)).toContain("any more");
    expect(say(false)).toMatch(/from \d+\D\d+.* on\.$/);
  });
});
