import { describe, expect, it, vi } from "vitest";
import { createRecordMemo } from "../../../functions/authorizer/record-memo.ts";
import { decideToken, type Principal } from "../../../functions/domain/decide.ts";
import { createOriginMatcher, readOrigin } from "../../../functions/domain/origin.ts";
import type { TokenRecord } from "../../../functions/domain/token-record.ts";
import { createCredential, createRecord, LIST_TOKENS, LOAD, NOON, SHOP } from "../domain/records.ts";
import { createEvent } from "./events.ts";
import { createTrial } from "./parts.ts";

const PUBLIC = createCredential("public");
const PRIVATE = createCredential("private");
const OTHER = "https://other.example.com";
const RECORD = createRecord(PUBLIC, { origins: createOriginMatcher([SHOP, OTHER]) });

describe("what is made of a principal", () => {
  it("is made once while record and origin are the same", () => {
    const make = vi.fn((principal: Principal) => principal.id);
    const memo = createRecordMemo(make);
    for (let index = 0; index < 5; index++) expect(memo(principalOf(RECORD, SHOP), RECORD)).toBe(PUBLIC.id);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it("is never that of another origin, in whatever order they come", () => {
    const memo = createRecordMemo((principal) => principal.origin);
    for (const origin of [SHOP, OTHER, OTHER, SHOP, OTHER, SHOP, SHOP]) {
      expect(memo(principalOf(RECORD, origin), RECORD)).toBe(origin);
    }
  });

  it("is never that of an older record of the same token", () => {
    const memo = createRecordMemo((principal) => principal.scopes.join());
    memo(principalOf(RECORD, SHOP), RECORD);
    const edited = { ...RECORD, scopes: ["embed:load"] } as const;
    expect(memo(principalOf(edited, SHOP), edited)).toBe("embed:load");
  });

  it("is made anew for every request with a secret, and for every session", () => {
    const make = vi.fn((principal: Principal) => principal.id);
    const memo = createRecordMemo(make);
    const record = createRecord(PRIVATE);
    for (let index = 0; index < 3; index++) {
      memo(principalOf(record, undefined), record);
      memo(principalOf(record, undefined), undefined);
    }
    expect(make).toHaveBeenCalledTimes(6);
  });
});

describe("the authorizer", () => {
  it("gives each page its own origin, also when two take turns", async () => {
    const { authorize, logged } = createTrial([RECORD]);
    const order = [SHOP, OTHER, SHOP, SHOP, OTHER];
    for (const origin of order) {
      const answer = await authorize(createEvent({ headers: { origin }, query: { access_token: PUBLIC.value } }));
      expect(JSON.parse(answer.context?.principal ?? "")).toMatchObject({ id: PUBLIC.id, origin });
    }
    expect(logged().map(({ origin }) => origin)).toEqual(order);
  });

  it("writes a line of JSON for a request id and a route key of any characters", async () => {
    for (const requestId of ['"', "\\", "a\nb", "é\u2028", "JKJaXmPLvHcESHA=", '","level":"ERROR']) {
      const { authorize, logged } = createTrial([RECORD]);
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
        { level: "INFO", message: "allowed", requestId },
        { level: "INFO", message: "refused", routeKey: `GET /${requestId}`, requestId },
      ]);
    }
  });
});

function principalOf(record: TokenRecord, origin: string | undefined): Principal {
  const credential = record.kind === "public" ? PUBLIC : PRIVATE;
  const operation = record.kind === "public" ? LOAD : LIST_TOKENS;
  const decision = decideToken({ credential, record, operation, origin: readOrigin(origin), nowEpochMs: NOON });
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.principal;
}
