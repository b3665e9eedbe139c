import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "../../../functions/domain/expiry.ts";
import { type ServiceGrant, TOKEN_KINDS } from "../../../functions/domain/rights.ts";
import { createTokenId, createTokenValue, parseToken } from "../../../functions/domain/token.ts";
import { TOKEN_STATES, TOKEN_STATUSES } from "../../../functions/domain/token-record.ts";
import { tokenKey } from "../../../functions/store/keys.ts";
import { EXISTS, update } from "../../../functions/store/table.ts";
import {
  LIVING_STATES,
  listTokens,
  type TokenFilter,
  type TokenListOptions,
  type TokenOrder,
} from "../../../functions/store/token-lists.ts";
import {
  putToken,
  readToken,
  removeToken,
  type StoredToken,
  storedStatusOf,
  updateToken,
} from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { startDirectory, type TestDirectory } from "./directory-table.ts";
import { createStoredToken } from "./stored-tokens.ts";

const NOW = Date.parse("2026-11-22T12:00:00.000Z");
const at = (days: number) => new Date(NOW + days * DAY_MS).toISOString();
const OWNERS = [
  { type: "member", id: "mem_000000000001" },
  { type: "service_account", id: "web-shop" },
  { type: "service", id: "svc_000000000001" },
  { type: "service", id: "svc_000000000002" },
] as const;

type Options = Omit<TokenListOptions, "workspaceId" | "cursor" | "nowEpochMs">;

let directory: TestDirectory;
beforeAll(async () => {
  directory = await startDirectory();
});
afterAll(() => directory.stop());

/** Token number so-and-so: every mix of kind, state, owner, expiry and last use comes up. */
function createToken(workspaceId: string, number: number): StoredToken {
  const kind = TOKEN_KINDS[number % 3] ?? "private";
  const state = TOKEN_STATES[Math.floor(number / 3) % 3] ?? "active";
  const owners = OWNERS.filter(({ type }) => (kind === "service" ? type === "service" : type !== "service"));
  const candidates = kind === "public" ? owners.filter(({ type }) => type === "service_account") : owners;
  const owner = candidates[Math.floor(number / 9) % candidates.length] ?? OWNERS[0];
  const expiry = [undefined, -40, -1, 3, 20, 200][Math.floor(number / 5) % 6];
  const used = [undefined, -1, -40, -100][Math.floor(number / 7) % 4];
  const createdAt = at(-200 + (number % 180));
  const credential = parseToken(createTokenValue(createTokenId(kind, randomBytes), randomBytes));
  if (credential === undefined) throw new Error("a new token is not one");
  return createStoredToken(credential, {
    workspaceId,
    label: number % 4 === 0 ? `Shop ${number}` : `Job ${number}`,
    state,
    createdAt,
    issuedAt: createdAt,
    ...(expiry !== undefined && { expiresAt: at(expiry) }),
    ...(used !== undefined && { lastUsedAt: at(used) }),
    ownerType: owner.type,
    ownerId: owner.id,
    ownerName: owner.id,
  });
}

async function fill(workspaceId: string, count: number): Promise<StoredToken[]> {
  const tokens = Array.from({ length: count }, (_, number) => createToken(workspaceId, number));
  for (let start = 0; start < count; start += 100) {
    const writes = tokens.slice(start, start + 100).map((token) => {
      const write = putToken(directory, token);
      // What the authorizer's note of the use moves.
      if (token.lastUsedAt !== undefined && token.state !== "revoked" && write.Put?.Item !== undefined) {
        write.Put.Item.idleSince = { S: `${token.lastUsedAt}#${token.id}` };
      }
      return write;
    });
    await transact(directory.client, writes);
  }
  return tokens;
}

async function readAll(workspaceId: string, options: Options): Promise<StoredToken[]> {
  const tokens: StoredToken[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTokens(directory, { ...options, workspaceId, cursor, nowEpochMs: NOW });
    if (page === undefined) throw new Error("its own cursor was refused");
    expect(page.items.length).toBeLessThanOrEqual(options.limit);
    tokens.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return tokens;
}

/** The same list, from all tokens. */
function expectedOf(
  tokens: readonly StoredToken[],
  { filter, order = "created", descending, services = "all" }: Options,
) {
  const idleSince = (token: StoredToken) => token.lastUsedAt ?? token.createdAt;
  const placeOf = (token: StoredToken) =>
    ({ created: token.createdAt, expiry: token.expiresAt ?? "", idle: idleSince(token) })[order] + token.id;
  const found = tokens.filter((token) => {
    const status = storedStatusOf(token, NOW);
    if (services !== "all" && token.kind === "service" && !services.includes(token.ownerId)) return false;
    if (order === "expiry" && token.expiresAt === undefined) return false;
    if (order !== "created" && token.state === "revoked") return false;
    if (filter.kind !== undefined && token.kind !== filter.kind) return false;
    if (filter.status !== undefined && status !== filter.status) return false;
    if (filter.states !== undefined && !filter.states.includes(token.state)) return false;
    if (filter.owner !== undefined && token.ownerId !== filter.owner.id) return false;
    if (filter.text !== undefined && !`${token.label} ${token.ownerName}`.toLowerCase().includes(filter.text))
      return false;
    if (filter.expiresWithinDays !== undefined) {
      const days = (Date.parse(token.expiresAt ?? at(-1)) - NOW) / DAY_MS;
      if (days <= 0 || days > filter.expiresWithinDays) return false;
    }
    if (filter.unusedForDays !== undefined && idleSince(token) > at(-filter.unusedForDays)) return false;
    return true;
  });
  const sorted = found.map((token) => placeOf(token)).sort();
  return descending ? sorted.reverse() : sorted;
}

const FILTERS = {
  kind: fc.constantFrom(...TOKEN_KINDS),
  status: fc.constantFrom(...TOKEN_STATUSES),
  states: fc.constant(LIVING_STATES),
  owner: fc.constantFrom(...OWNERS),
  text: fc.constantFrom("shop", "job 1", "nothing has this"),
  expiresWithinDays: fc.constantFrom(1, 7, 30),
  unusedForDays: fc.constantFrom(30, 90),
};
/** Few at a time, so that something is left to be found. */
const filterOf = fc
  .tuple(fc.record(FILTERS), fc.subarray(Object.keys(FILTERS), { maxLength: 3 }))
  .map(
    ([filter, names]): TokenFilter =>
      Object.fromEntries(Object.entries(filter).filter(([name]) => names.includes(name))),
  );

describe("the tokens of a workspace", () => {
  it("are listed by every mix of filters and orders as a plain search through all of them would", async () => {
    const workspaceId = "ws_00000000list";
    const tokens = await fill(workspaceId, 400);
    await fill("ws_0000000other", 30);
    await fc.assert(
      fc.asyncProperty(
        filterOf,
        fc.constantFrom<TokenOrder>("created", "expiry", "idle"),
        fc.boolean(),
        fc.constantFrom<ServiceGrant>("all", ["svc_000000000001"], []),
        fc.constantFrom(25, 100),
        async (
          filter: TokenFilter,
          order: TokenOrder,
          descending: boolean,
          services: ServiceGrant,
          limit: number,
        ): Promise<void> => {
          const options = { filter, order, descending, services, limit };
          const listed = await readAll(workspaceId, options);
          const idle = (token: StoredToken) => token.lastUsedAt ?? token.createdAt;
          const places = listed.map(
            (token) =>
              ({ created: token.createdAt, expiry: token.expiresAt ?? "", idle: idle(token) })[order] + token.id,
          );
          expect(places).toEqual(expectedOf(tokens, options));
        },
      ),
      {
        numRuns: 80,
        examples: TOKEN_STATUSES.flatMap((status) =>
          (["created", "expiry", "idle"] as const).map(
            (order): [TokenFilter, TokenOrder, boolean, ServiceGrant, number] => [{ status }, order, true, "all", 100],
          ),
        ),
      },
    );
  });

  it.each<[string, number, Options]>([
    ["all", 1, { filter: {}, descending: true, limit: 25 }],
    ["of a kind", 3, { filter: { kind: "public" }, descending: true, limit: 25 }],
    ["of a status", 3, { filter: { status: "active" }, descending: true, limit: 25 }],
    ["of a kind and status", 1, { filter: { kind: "private", status: "disabled" }, descending: false, limit: 25 }],
    ["of an owner", 6, { filter: { owner: OWNERS[1] }, descending: true, limit: 25 }],
    ["of an owner, disabled", 2, { filter: { owner: OWNERS[1], status: "disabled" }, descending: true, limit: 25 }],
    ["with a text that none has", 1, { filter: { text: "nothing" }, descending: true, limit: 25 }],
    ["expired", 1, { filter: { status: "expired" }, order: "expiry", descending: true, limit: 25 }],
    ["that end soon", 1, { filter: { expiresWithinDays: 7 }, order: "expiry", descending: false, limit: 25 }],
    ["unused", 1, { filter: { unusedForDays: 90 }, order: "idle", descending: false, limit: 25 }],
    ["that may be seen", 1, { filter: {}, services: [], descending: true, limit: 25 }],
  ])("%s: a page costs %i queries, among 60 as among 2000", async (_name, queries, options) => {
    const [few, many] = await workspaces;
    for (const workspaceId of [few, many]) {
      directory.forget();
      await listTokens(directory, { ...options, workspaceId, cursor: undefined, nowEpochMs: NOW });
      expect(directory.requests.map(({ operation }) => operation)).toEqual(Array(queries).fill("Query"));
    }
  });

  let workspaces: Promise<readonly [string, string]>;
  beforeAll(() => {
    const create = async () => {
      await fill("ws_000000000few", 60);
      await fill("ws_00000000many", 2000);
      return ["ws_000000000few", "ws_00000000many"] as const;
    };
    workspaces = create();
    return workspaces;
  });
});

describe("an edited token", () => {
  const workspaceId = "ws_0000000moved";
  const ids = async (options: Options) => (await readAll(workspaceId, options)).map(({ id }) => id);
  const edit = async (id: string, changes: Parameters<typeof updateToken>[2]) => {
    const token = await readToken(directory, workspaceId, id);
    if (token === undefined) throw new Error("the token is gone");
    expect(await transact(directory.client, [updateToken(directory, token, changes)])).toEqual({ written: true });
  };

  it("moves between the lists of its state, owner and expiry, and is in none when it was purged", async () => {
    const token = createToken(workspaceId, 0);
    const { id } = token;
    await transact(directory.client, [
      putToken(directory, { ...token, ownerType: "service_account", ownerId: "a", expiresAt: undefined }),
    ]);
    const living = { filter: { states: LIVING_STATES }, descending: true, limit: 5 };
    const soon = { filter: { expiresWithinDays: 7 }, order: "expiry", descending: false, limit: 5 } as const;
    const unused = { filter: { unusedForDays: 30 }, order: "idle", descending: false, limit: 5 } as const;
    const of = (owner: string) => ({
      filter: { owner: { type: "service_account", id: owner } as const },
      descending: true,
      limit: 5,
    });
    expect([await ids(living), await ids(soon), await ids(unused)]).toEqual([[id], [], [id]]);

    // A time without fractions sorts where it belongs: two days are two days to the millisecond.
    await edit(id, { expiresAt: "2026-11-24T12:00:00Z" });
    expect(await ids({ ...soon, filter: { expiresWithinDays: 2 } })).toEqual([id]);
    await edit(id, { expiresAt: undefined });
    expect(await ids(soon)).toEqual([]);
    await edit(id, { expiresAt: at(2), ownerType: "service_account", ownerId: "b" });
    expect([await ids(of("a")), await ids(of("b"))]).toEqual([[], [id]]);
    await edit(id, { state: "disabled" });
    expect(await ids({ ...living, filter: { status: "disabled" } })).toEqual([id]);
    expect([await ids(living), await ids(soon)]).toEqual([[id], [id]]);
    await edit(id, { state: "revoked" });
    expect([await ids(living), await ids(soon), await ids(unused)]).toEqual([[], [], []]);
    expect(await ids({ ...living, filter: { status: "revoked" } })).toEqual([id]);

    // A use that was noted while the token was being revoked does not bring it back.
    await transact(directory.client, [update(directory, tokenKey(id), { idleSince: `${at(-50)}#${id}` }, EXISTS)]);
    expect(await ids(unused)).toEqual([]);

    const revoked = await readToken(directory, workspaceId, id);
    if (revoked === undefined) throw new Error("there is no tombstone");
    await transact(directory.client, [removeToken(directory, revoked)]);
    expect(await ids({ filter: {}, descending: true, limit: 5 })).toEqual([]);
  });
});
