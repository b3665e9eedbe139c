import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import * as common from "../../../contract/schemas/common.ts";
import { event } from "../../../contract/schemas/embed.ts";
import { uploadId } from "../../../contract/schemas/uploads.ts";
import { TOKEN_KINDS } from "../../../functions/domain/rights.ts";
import { eventSeries } from "../../../functions/domain/series.ts";
import { OWNER_TYPES, TOKEN_STATES } from "../../../functions/domain/token-record.ts";
import { oneOf } from "../../../functions/store/attributes.ts";
import * as keys from "../../../functions/store/keys.ts";

/** Everything that becomes part of a key after the contract let it in. */
const ID_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  workspaceId: common.workspaceId,
  tokenId: common.tokenId,
  serviceAccountId: common.serviceAccountId,
  configuratorId: common.configuratorId,
  shortId: common.shortId,
  uploadId,
  eventId: event.shape.id,
  eventName: event.shape.name,
};

describe("the contract's ids", () => {
  it.each(Object.entries(ID_SCHEMAS))(
    "%s: none can hold a separator, white space or a control character",
    (_name, schema) => {
      fc.assert(
        fc.property(
          fc.string({ unit: "binary", minLength: 1, maxLength: 30 }),
          fc.constantFrom("#", "\n", " ", "\u0000", "%", "/"),
          fc.nat(),
          (text, bad, where) => {
            const position = where % (text.length + 1);
            expect(schema.safeParse(text.slice(0, position) + bad + text.slice(position)).success).toBe(false);
          },
        ),
      );
    },
  );

  it.each(Object.entries(ID_SCHEMAS))("%s: a good one with a separator put in anywhere is refused", (name, schema) => {
    const good = GOOD_IDS[name] ?? "";
    expect(schema.safeParse(good).success).toBe(true);
    for (let position = 0; position <= good.length; position++) {
      expect(schema.safeParse(`${good.slice(0, position)}#${good.slice(position)}`).success).toBe(false);
    }
  });
});

const GOOD_IDS: Readonly<Record<string, string>> = {
  workspaceId: "ws_4fK2mZq81LpA",
  tokenId: "lks_7Qm2ZfP0aBcD",
  serviceAccountId: "web-shop",
  configuratorId: "cfg_2hJ7sWv9QxTb",
  shortId: "q7Zt0LmW4cVb9XyK",
  uploadId: "upl_3kPz7QwXc0VbN5mT8yLd2R",
  eventId: "0b9f7d0e-7c1d-4b52",
  eventName: "option_chosen",
};

const base62 = (length: number) => fc.stringMatching(new RegExp(`^[0-9A-Za-z]{${length}}$`));
const workspaceId = fc.oneof(
  fc.constantFrom("ws_000000000001", "ws_000000000002"),
  base62(12).map((tail) => `ws_${tail}`),
);
const memberId = fc.constantFrom("mem_000000000001", "mem_000000000002");
const tokenId = fc.stringMatching(/^lk[psv]_[0-9A-Za-z]{12}$/);
/** Service-account names that look like parts of keys. */
const accountName = fc.oneof(
  fc.constantFrom("WORKSPACE", "MEMBER", "TOKEN", "AUDIT", "SERVICE_ACCOUNT", "-", "_", "member", "mem_000000000001"),
  fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
);
/** Texts that nobody checks against a pattern of ours: a subject of the issuer, a caller's idempotency key, an owner to look for. */
const freeText = fc.oneof(
  fc.constantFrom("#", "WS#ws_000000000001", "x#WORKSPACE", "ws_000000000001#AUDIT", "member#x"),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 64 }),
);
const configuratorId = base62(12).map((tail) => `cfg_${tail}`);
const principalId = fc.oneof(tokenId, memberId);
const operation = fc.constantFrom("createToken", "createServiceAccount", "saveConfiguration");

/** Builds a key from random parts; `parts` are what must come back apart again. */
interface Built {
  readonly type: string;
  readonly parts: readonly string[];
  readonly key: keys.Key;
}
function built(
  type: string,
  arbitraries: readonly fc.Arbitrary<string>[],
  build: (...parts: string[]) => keys.Key,
): fc.Arbitrary<Built> {
  return fc.tuple(...arbitraries).map((parts) => ({ type, parts, key: build(...parts) }));
}
const text =
  (build: (...parts: string[]) => string) =>
  (...parts: string[]): keys.Key => ({ pk: build(...parts), sk: "" });

const PRIMARY = [
  built("workspace", [workspaceId], (ws = "") => keys.workspaceKey(ws)),
  built("entry of a workspace", [workspaceId], (ws = "") => keys.workspaceEntryKey(ws)),
  built("migration", [fc.integer({ min: 1, max: 999 }).map(String)], (version = "") =>
    keys.migrationKey(Number(version)),
  ),
  built("member", [workspaceId, memberId], (ws = "", id = "") => keys.memberKey(ws, id)),
  built("sign-in", [freeText, workspaceId], (subject = "", ws = "") => keys.signInKey(subject, ws)),
  built("invitation", [freeText, workspaceId], (email = "", ws = "") => keys.invitationKey(email, ws)),
  built("service account", [workspaceId, accountName], (ws = "", name = "") => keys.serviceAccountKey(ws, name)),
  built("token", [tokenId], (id = "") => keys.tokenKey(id)),
  built(
    "audit event",
    [workspaceId, fc.integer({ min: 0, max: 15 }).map(String), fc.integer({ min: 1, max: 999 }).map(String)],
    (ws = "", chain = "", sequence = "") => keys.auditKey(ws, Number(chain), Number(sequence)),
  ),
  built(
    "idempotency",
    [workspaceId, principalId, operation, freeText],
    (ws = "", principal = "", name = "", key = "") => keys.idempotencyKey(ws, principal, name, key),
  ),
  built("configurator", [workspaceId, configuratorId], (ws = "", id = "") => keys.configuratorKey(ws, id)),
  built("draft", [workspaceId, configuratorId], (ws = "", id = "") => keys.draftKey(ws, id)),
  built("published", [workspaceId, configuratorId], (ws = "", id = "") => keys.publishedKey(ws, id)),
  built(
    "version",
    [workspaceId, configuratorId, fc.integer({ min: 1, max: 999_999 }).map(String)],
    (ws = "", id = "", version = "") => keys.versionKey(ws, id, Number(version)),
  ),
  built(
    "document of a version",
    [workspaceId, configuratorId, fc.integer({ min: 1, max: 999_999 }).map(String)],
    (ws = "", id = "", version = "") => keys.versionDocumentKey(ws, id, Number(version)),
  ),
  built("thumbnail", [workspaceId, base62(16)], (ws = "", id = "") => keys.thumbnailKey(ws, id)),
  built("configuration", [workspaceId, base62(16)], (ws = "", id = "") => keys.configurationKey(ws, id)),
  built("event", [workspaceId, fc.stringMatching(/^[0-9A-Za-z_-]{8,64}$/)], (ws = "", id = "") =>
    keys.eventKey(ws, id),
  ),
  built(
    "day of a series",
    [workspaceId, configuratorId, fc.constantFrom("load", "save.first")],
    (ws = "", id = "", name = "") => keys.seriesDayKey(ws, eventSeries(id, name), "2026-11-22"),
  ),
  built(
    "period of a breakdown",
    [workspaceId, configuratorId, fc.constantFrom("token", "event")],
    (ws = "", id = "", what = "") => ({
      pk: keys.breakdownOf(ws, id, what),
      sk: keys.breakdownPeriod("day", "2026-11-22"),
    }),
  ),
];
/** Partition keys of the indexes; `gsi1pk` and `gsi2pk` of a table share their values with nothing else. */
const INDEX = [
  built(
    "tokens of a workspace",
    [workspaceId],
    text((ws = "") => keys.tokensOfWorkspace(ws)),
  ),
  built(
    "tokens of an owner",
    [
      workspaceId,
      fc.constantFrom(...OWNER_TYPES),
      freeText,
      fc.constantFrom(...TOKEN_KINDS),
      fc.constantFrom(...TOKEN_STATES),
    ],
    (ws = "", type = "", id = "", kind = "", state = "") => ({
      pk: keys.tokensOfOwner(
        ws,
        { type: oneOf(OWNER_TYPES, type), id },
        oneOf(TOKEN_KINDS, kind),
        oneOf(TOKEN_STATES, state),
      ),
      sk: "",
    }),
  ),
  built(
    "tokens of a kind and state",
    [workspaceId, fc.constantFrom(...TOKEN_KINDS), fc.constantFrom(...TOKEN_STATES)],
    text((ws = "", kind = "", state = "") =>
      keys.tokensOfState(ws, oneOf(TOKEN_KINDS, kind), oneOf(TOKEN_STATES, state)),
    ),
  ),
  built(
    "tokens with an expiry",
    [workspaceId],
    text((ws = "") => keys.expiringTokens(ws)),
  ),
  built(
    "audit events of a workspace",
    [workspaceId],
    text((ws = "") => keys.auditEventsOf(ws)),
  ),
  built(
    "audit events about something",
    [workspaceId, fc.constantFrom("token", "service_account"), freeText],
    text((ws = "", type = "", id = "") => keys.auditEventsAbout(ws, { type, id })),
  ),
  built(
    "configurations of a workspace",
    [workspaceId],
    text((ws = "") => keys.configurationsOfWorkspace(ws)),
  ),
  built(
    "configurations of a configurator",
    [workspaceId, configuratorId],
    text((ws = "", id = "") => keys.configurationsOfConfigurator(ws, id)),
  ),
];

describe.each([
  ["primary keys", PRIMARY],
  ["index keys", INDEX],
])("%s", (_name, builders) => {
  it("are the same only for the same record type with the same ids", () => {
    const any = fc.oneof(...builders);
    fc.assert(
      fc.property(any, any, (left, right) => {
        const isSameKey = left.key.pk === right.key.pk && left.key.sk === right.key.sk;
        const isSameRecord = left.type === right.type && left.parts.join("\u0000") === right.parts.join("\u0000");
        expect(isSameKey, `${JSON.stringify(left)} and ${JSON.stringify(right)}`).toBe(isSameRecord);
      }),
      { numRuns: 20_000 },
    );
  });

  it("of everything that belongs to a workspace begin with it, so that no id reaches into another one", () => {
    fc.assert(
      fc.property(fc.oneof(...builders), ({ type, parts, key }) => {
        if (type === "token") expect(key.pk).toMatch(/^TOKEN#lk[psv]_[0-9A-Za-z]{12}$/);
        else if (type === "sign-in") expect([key.pk, key.sk]).toEqual([`SUBJECT#${parts[0]}`, `WS#${parts[1]}`]);
        else if (type === "invitation") expect([key.pk, key.sk]).toEqual([`INVITED#${parts[0]}`, `WS#${parts[1]}`]);
        else if (type === "entry of a workspace") expect([key.pk, key.sk]).toEqual(["WORKSPACES", parts[0]]);
        else if (type === "migration") expect(key.pk).toBe("DATA");
        else expect(`${key.pk}#`.startsWith(`WS#${parts[0]}#`)).toBe(true);
      }),
    );
  });
});

describe("stored keys: to change one is to lose the items under it, and the grants of the functions name their beginnings", () => {
  const [ws, cfg] = ["ws_4fK2mZq81LpA", "cfg_2hJ7sWv9QxTb"];

  it.each([
    [keys.workspaceKey(ws), "WS#ws_4fK2mZq81LpA", "WORKSPACE"],
    [keys.memberKey(ws, "mem_a"), "WS#ws_4fK2mZq81LpA", "MEMBER#mem_a"],
    [keys.signInKey("subject", ws), "SUBJECT#subject", "WS#ws_4fK2mZq81LpA"],
    [keys.invitationKey("ada@example.com", ws), "INVITED#ada@example.com", "WS#ws_4fK2mZq81LpA"],
    [keys.serviceAccountKey(ws, "web-shop"), "WS#ws_4fK2mZq81LpA", "SERVICE_ACCOUNT#web-shop"],
    [keys.tokenKey("lks_7Qm2ZfP0aBcD"), "TOKEN#lks_7Qm2ZfP0aBcD", "TOKEN"],
    [keys.auditKey(ws, 7, 42), "WS#ws_4fK2mZq81LpA#AUDIT#7", "000000000042"],
    [keys.idempotencyKey(ws, "mem_a", "createToken", "k"), "WS#ws_4fK2mZq81LpA#IDEMPOTENCY#mem_a", "createToken#k"],
    [keys.configuratorKey(ws, cfg), "WS#ws_4fK2mZq81LpA#CONFIGURATORS", "CONFIGURATOR#cfg_2hJ7sWv9QxTb"],
    [keys.draftKey(ws, cfg), "WS#ws_4fK2mZq81LpA#CONFIGURATOR#cfg_2hJ7sWv9QxTb", "DRAFT"],
    [keys.publishedKey(ws, cfg), "WS#ws_4fK2mZq81LpA#CONFIGURATOR#cfg_2hJ7sWv9QxTb", "PUBLISHED"],
    [keys.versionKey(ws, cfg, 3), "WS#ws_4fK2mZq81LpA#CONFIGURATOR#cfg_2hJ7sWv9QxTb", "VERSION#000003"],
    [keys.versionDocumentKey(ws, cfg, 3), "WS#ws_4fK2mZq81LpA#CONFIGURATOR#cfg_2hJ7sWv9QxTb", "DOCUMENT#000003"],
    [keys.thumbnailKey(ws, "q7Zt0LmW4cVb9XyK"), "WS#ws_4fK2mZq81LpA#THUMBNAIL#q7Zt0LmW4cVb9XyK", "THUMBNAIL"],
    [
      keys.configurationKey(ws, "q7Zt0LmW4cVb9XyK"),
      "WS#ws_4fK2mZq81LpA#CONFIGURATION#q7Zt0LmW4cVb9XyK",
      "CONFIGURATION",
    ],
    [
      keys.uploadKey(ws, "upl_3kPz7QwXc0VbN5mT8yLd2R"),
      "WS#ws_4fK2mZq81LpA#UPLOAD#upl_3kPz7QwXc0VbN5mT8yLd2R",
      "UPLOAD",
    ],
    [keys.eventKey(ws, "event-01"), "WS#ws_4fK2mZq81LpA#EVENT#event-01", "EVENT"],
    [
      keys.seriesDayKey(ws, eventSeries(cfg, "load"), "2026-11-22"),
      "WS#ws_4fK2mZq81LpA#SERIES#EVENTS#cfg_2hJ7sWv9QxTb#load",
      "2026-11-22",
    ],
    [
      keys.pendingKey(3, { receivedAt: "2026-11-22T12:00:00.000Z", workspaceId: ws, id: "request-1", part: 0 }),
      "PENDING#3",
      "2026-11-22T12:00:00.000Z#ws_4fK2mZq81LpA#request-1#000",
    ],
  ])("%j", (key, pk, sk) => {
    expect(key).toEqual({ pk, sk });
  });

  it.each([
    [keys.auditEventsOf(ws), "WS#ws_4fK2mZq81LpA#AUDIT"],
    [keys.auditEventsAbout(ws, { type: "token", id: "lks_a" }), "WS#ws_4fK2mZq81LpA#AUDIT_OF#token#lks_a"],
    [keys.tokensOfWorkspace(ws), "WS#ws_4fK2mZq81LpA#TOKENS"],
    [
      keys.tokensOfOwner(ws, { type: "member", id: "mem_a" }, "private", "active"),
      "WS#ws_4fK2mZq81LpA#OWNER#member#mem_a#private#active",
    ],
    [keys.tokensOfState(ws, "public", "revoked"), "WS#ws_4fK2mZq81LpA#TOKENS#public#revoked"],
    [keys.expiringTokens(ws), "WS#ws_4fK2mZq81LpA#EXPIRING"],
    [keys.configurationsOfWorkspace(ws), "WS#ws_4fK2mZq81LpA#CONFIGURATIONS"],
    [keys.configurationsOfConfigurator(ws, cfg), "WS#ws_4fK2mZq81LpA#CONFIGURATIONS#cfg_2hJ7sWv9QxTb"],
    [keys.configurationsOfReference(ws, "order #17"), "WS#ws_4fK2mZq81LpA#REFERENCE#order #17"],
    [keys.endingUploads(3), "ENDING_UPLOADS#3"],
  ])("%s", (key, stored) => {
    expect(key).toBe(stored);
  });
});

it("versions sort as their numbers do", () => {
  const numbers = [1, 2, 9, 10, 11, 99, 100, 1_000, 99_999, 999_999];
  const sortKeys = numbers.map((version) => keys.versionKey("ws_000000000001", "cfg_000000000001", version).sk);
  expect([...sortKeys].sort()).toEqual(sortKeys);
});
