import { describe, expect, it, vi } from "vitest";
import { createRecordMemo } from "../../../functions/authorizer/record-memo.ts";
import { decideToken, type Principal } from "../../../functions/domain/decide.ts";
import { createOriginMatcher, readOrigin } from "../../../functions/domain/origin.ts";
import type { TokenSubject } from "../../../functions/domain/token-record.ts";
import { createCredential, createSubject, LIST_TOKENS, LOAD, NOON, SHOP } from "../domain/records.ts";
import { createEvent } from "./events.ts";
import { createTrial } from "./parts.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const OTHER = "https://other.example.com";
const SUBJECT = createSubject(PUBLIC, { origins: createOriginMatcher([SHOP, OTHER]) });

describe("what is made of a principal", () => {
  it("is made once while record and origin are the same", () => {
    const make = vi.fn((principal: Principal) => principal.id);
    const memo = createRecordMemo(make);
    for (let index = 0; index < 5; index++) expect(memo(principalOf(SUBJECT, SHOP), SUBJECT)).toBe(PUBLIC.id);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("is never that of another origin, in whatever order they come", () => {
    const memo = createRecordMemo((principal) => principal.origin);
    for (const origin of [SHOP, OTHER, OTHER, SHOP, OTHER, SHOP, SHOP]) {
      expect(memo(principalOf(SUBJECT, origin), SUBJECT)).toBe(origin);
    }
  });

  it("is never that of an older record of the same token", () => {
    const memo = createRecordMemo((principal) => principal.scopes.join());
    memo(principalOf(SUBJECT, SHOP), SUBJECT);
    const edited = createSubject(PUBLIC, { scopes: ["embed:load"] });
    expect(memo(principalOf(edited, SHOP), edited)).toBe("embed:load");
  });

  it("is made anew for every request with a secret, and for every session", () => {
    const make = vi.fn((principal: Principal) => principal.id);
    const memo = createRecordMemo(make);
    const subject = createSubject(PRIVATE);
    for (let index = 0; index < 3; index++) {
      memo(principalOf(subject, undefined), subject);
      memo(principalOf(subject, undefined), undefined);
    }
    expect(make).toHaveBeenCalledTimes(6);
  });
});

describe("the authorizer", () => {
  it("gives each page its own origin, also when two take turns", async () => {
    const { authorize, logged } = createTrial([SUBJECT]);
    const order = [SHOP, OTHER, SHOP, SHOP, OTHER];
    for (const origin of order) {
      const answer = await authorize(createEvent({ headers: { origin }, query: { access_token: PUBLIC.value } }));
      expect(JSON.parse(answer.context?.principal ?? "")).toMatchObject({ id: PUBLIC.id, origin });
    }
    expect(logged().map(({ origin }) => origin)).toEqual(order);
  });

  it("writes a line of JSON for a request id and a route key of any characters", async () => {
    for (const requestId of ['"', "\\", "a\nb", "é\u2028", "JKJaXmPLvHcESHA=", '","level":"ERROR']) {
      const { authorize, logged } = createTrial([SUBJECT]);
      await authorize(createEvent({ headers: { origin: SHOP }, query: { access_token: PUBLIC.value }, requestId }));
      await authorize(
        createEvent({
          routeKey: `GET /${requestId}`,
          headers: { origin: SHOP },
          query: { access_token: PUBLIC.value },
          requestId,
        }),
      );
      expect(logged()).toMatchObject([
        { level: "DEBUG", message: "allowed", requestId },
        { level: "INFO", message: "refused", routeKey: `GET /${requestId}`, requestId },
      ]);
    }
  });
});

function principalOf(subject: TokenSubject, origin: string | undefined): Principal {
  const isPublic = subject.token.kind === "public";
  const decision = decideToken({
    credential: isPublic ? PUBLIC : PRIVATE,
    subject,
    operation: isPublic ? LOAD : LIST_TOKENS,
    origin: readOrigin(origin),
    address: undefined,
    nowEpochMs: NOON,
  });
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.principal;
}
