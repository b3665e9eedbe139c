import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ResponseOf } from "../../../contract/api.ts";
import type { OperationId } from "../../../contract/operations.ts";
import { type AuditRecord, type ChainHead, emptyChain, hashText } from "../../../functions/domain/audit-chain.ts";
import { formatCanonicalJson } from "../../../functions/domain/canonical-json.ts";
import { type Answer, isRefusal, type Refusal } from "../../../functions/http/answer.ts";
import { exportAuditEvents } from "../../../functions/management/audit-events/export-audit-events.ts";
import { listAuditEvents } from "../../../functions/management/audit-events/list-audit-events.ts";
import { verifyAuditEvents } from "../../../functions/management/audit-events/verify-audit-events.ts";
import { type AuditItem, createAuditItem } from "../../../functions/store/audit-item.ts";
import { put } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { verifyAuditTrail } from "../../../sdk/src/index.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";

let directory: TestDirectory;
let workspaceId = "";
let workspaces = 0;
beforeAll(async () => {
  directory = await startDirectory();
});
beforeEach(() => {
  workspaceId = `ws_${String(++workspaces).padStart(12, "0")}`;
});
afterAll(() => directory.stop());

const START = Date.parse("2026-11-22T12:00:00Z");
const recordOf = (index: number, more: Partial<AuditRecord> = {}): AuditRecord => ({
  id: `evt_${String(index).padStart(16, "0")}`,
  at: new Date(START + index * 1000).toISOString(),
  actor: { kind: "private", id: index % 2 === 0 ? "lks_even00000000" : "lks_odd000000000", name: "ci" },
  operation: index % 3 === 0 ? "createToken" : "updateToken",
  target: { type: "token", id: `lks_${index % 5}` },
  before: null,
  after: { label: "x" },
  requestId: `req-${index}`,
  ip: "203.0.113.1",
  ...more,
});

/** Writes a trail: record `index` goes to chain `index % chains`. */
async function writeTrail(count: number, chains: number, more: Partial<AuditRecord> = {}): Promise<AuditItem[]> {
  const heads = new Map<number, ChainHead>();
  const items: AuditItem[] = [];
  for (let index = 0; index < count; index++) {
    const chain = index % chains;
    const item = createAuditItem(recordOf(index, more), workspaceId, heads.get(chain) ?? emptyChain(chain));
    heads.set(chain, { chain, sequence: Number(item.sk), hash: item.hash });
    items.push(item);
  }
  for (let from = 0; from < count; from += 50) {
    await transact(
      directory.client,
      items.slice(from, from + 50).map((item) => put(directory, item)),
    );
  }
  return items;
}
const overwrite = (item: object) =>
  directory.client.send(new PutItemCommand({ TableName: directory.name, Item: marshall(item) }));
const erase = (item: AuditItem | undefined) => {
  const { pk, sk } = item ?? {};
  const Key: Record<string, AttributeValue> = marshall({ pk, sk });
  return directory.client.send(new DeleteItemCommand({ TableName: directory.name, Key }));
};

/** A request has many parts; these operations look at few. */
const request = (parts: object) => ({ principal: { workspaceId }, ...parts }) as never;

/** The body of an answer, by the contract. */
function bodyOf<Id extends OperationId>(answer: Answer | Refusal): ResponseOf<Id> {
  if (isRefusal(answer)) throw new Error(answer.refusal);
  return answer.body as ResponseOf<Id>;
}

const list = (query: Record<string, unknown> = {}) =>
  listAuditEvents(directory, request({ query: { limit: 25, ...query } }));
const page = async (query: Record<string, unknown> = {}) => bodyOf<"listAuditEvents">(await list(query));
const indexOf = ({ id }: { readonly id: string }) => Number(id.slice(4));
const idsOf = async (query: Record<string, unknown>) => (await page(query)).items.map(indexOf);

async function exportAll(): Promise<{ readonly lines: string[]; readonly pages: number; readonly bytesMax: number }> {
  const lines: string[] = [];
  let bytesMax = 0;
  for (let cursor: string | undefined, pages = 1; ; pages++) {
    const answer = await exportAuditEvents(directory, request({ query: { cursor } }));
    if (isRefusal(answer)) throw new Error(answer.refusal);
    const { text = "", headers } = answer;
    lines.push(...text.split("\n").filter((line) => line !== ""));
    bytesMax = Math.max(bytesMax, JSON.stringify(text).length);
    cursor = headers?.["latchkey-next-cursor"];
    if (cursor === undefined) return { lines, pages, bytesMax };
  }
}

type Page = Awaited<ReturnType<typeof page>>;
type Report = Awaited<ReturnType<typeof verifyAuditTrail>>;
async function verify(checkpoint: readonly ChainHead[] = []): Promise<Report & { readonly calls: number }> {
  const heads = new Map<number, ChainHead>();
  const problems: Report["problems"][number][] = [];
  let checked = 0;
  for (let cursor: string | null | undefined, calls = 1; ; calls++) {
    const body = { checkpoint, ...(typeof cursor === "string" && { cursor }) };
    const answer = bodyOf<"verifyAuditEvents">(await verifyAuditEvents(directory, request({ body })));
    expect(answer.verified).toBe(answer.problems.length === 0);
    problems.push(...answer.problems);
    checked += answer.checked;
    for (const head of answer.heads) heads.set(head.chain, head);
    cursor = answer.nextCursor;
    if (cursor === null)
      return { verified: problems.length === 0, checked, problems, heads: [...heads.values()], calls };
  }
}
const codesOf = async (checkpoint?: readonly ChainHead[]) =>
  (await verify(checkpoint)).problems.map(({ code }) => code);

describe("the list of audit events", () => {
  it("is newest first, across chains, and shows what the hash covers", async () => {
    await writeTrail(12, 5);
    expect(await idsOf({})).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    const [newest] = (await page()).items;
    expect(newest).toMatchObject({ ...recordOf(11), workspaceId, chain: 1, sequence: 3 });
    const { hash, ...content } = newest ?? {};
    expect(hash).toBe(hashText(formatCanonicalJson(content)));
  });

  it("filters by target, actor, operation and time, alone and together", async () => {
    await writeTrail(30, 4);
    const all = Array.from({ length: 30 }, (_, index) => 29 - index);
    const from = new Date(START + 10_000).toISOString().replace(".000Z", "Z");
    const to = new Date(START + 20_000).toISOString();
    const about = { targetType: "token", targetId: "lks_2" };
    expect(await idsOf({ ...about })).toEqual(all.filter((index) => index % 5 === 2));
    expect(await idsOf({ actorId: "lks_even00000000" })).toEqual(all.filter((index) => index % 2 === 0));
    expect(await idsOf({ operation: "createToken" })).toEqual(all.filter((index) => index % 3 === 0));
    // The first instant counts, the last one does not.
    expect(await idsOf({ from })).toEqual(all.filter((index) => index >= 10));
    expect(await idsOf({ to, limit: 100 })).toEqual(all.filter((index) => index < 20));
    expect(await idsOf({ from, to })).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
    expect(await idsOf({ from, to, ...about, actorId: "lks_even00000000" })).toEqual([12]);
    expect(await idsOf({ from, to, ...about, operation: "createToken" })).toEqual([12]);
    expect(await idsOf({ from: to, to })).toEqual([]);
    expect(await idsOf({ targetType: "member", targetId: "lks_2" })).toEqual([]);
  });

  it("goes on from page to page under the same filters, and takes no cursor from other ones", async () => {
    await writeTrail(30, 4);
    const seen: number[] = [];
    const query = { actorId: "lks_even00000000", limit: 4 };
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { items, nextCursor }: Page = await page({ ...query, cursor });
      seen.push(...items.map(indexOf));
      cursor = nextCursor;
    }
    expect(seen).toEqual(Array.from({ length: 15 }, (_, index) => 28 - 2 * index));
    const { nextCursor } = await page(query);
    expect(await list({ ...query, actorId: "lks_odd000000000", cursor: nextCursor })).toEqual({
      refusal: "invalid_cursor",
    });
  });

  it.each([
    [{ targetType: "token" }, "/targetId"],
    [{ targetId: "lks_1" }, "/targetType"],
    [{ from: "2026-11-22T12:00:01Z", to: "2026-11-22T12:00:00Z" }, "/to"],
  ])("refuses %j and names %s", async (query, pointer) => {
    expect(await list(query)).toMatchObject({ refusal: "invalid_query", errors: [{ pointer }] });
  });

  it("costs the same number of queries with 20 events and with 3000, whatever it looks for", async () => {
    const queries = [
      {},
      { targetType: "token", targetId: "lks_2" },
      { actorId: "nobody" },
      { operation: "nothing", from: "2020-01-01T00:00:00Z" },
    ];
    const costs = async () => {
      const counts: number[] = [];
      for (const query of queries) {
        directory.forget();
        await list(query);
        counts.push(directory.count());
      }
      return counts;
    };
    await writeTrail(20, 16);
    const small = await costs();
    workspaceId = `ws_${String(++workspaces).padStart(12, "0")}`;
    await writeTrail(3000, 16);
    expect(await costs()).toEqual(small);
    expect(Math.max(...small)).toBeLessThanOrEqual(2);
  });
});

describe("an export", () => {
  it("holds every event once, chain by chain, and verifies offline", async () => {
    await writeTrail(40, 16);
    const { lines, pages } = await exportAll();
    const report = await verifyAuditTrail(lines);
    expect(report).toMatchObject({ verified: true, checked: 40, problems: [] });
    expect(report.heads).toHaveLength(16);
    expect(pages).toBe(1);
    const places = lines.map((line) => JSON.parse(line)).map(({ chain, sequence }) => chain * 1000 + sequence);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(lines.map((line) => JSON.parse(line).id)).size).toBe(40);
  });

  it("of an empty trail is empty", async () => {
    expect(await exportAll()).toMatchObject({ lines: [], pages: 1 });
  });

  it("comes in pages of two thousand events, each with a bounded number of queries", async () => {
    await writeTrail(4100, 3);
    directory.forget();
    const { lines, pages } = await exportAll();
    expect(pages).toBe(3);
    expect(directory.count("Query")).toBeLessThanOrEqual(3 * 20);
    expect(await verifyAuditTrail(lines)).toMatchObject({ verified: true, checked: 4100 });
  }, 60_000);

  it("of large events comes in pages that fit into an answer, however they are written", async () => {
    // Quotes and line ends double in JSON, and double again in the answer of a function.
    await writeTrail(300, 2, { after: { text: '"\\\n'.repeat(4000) } });
    const { lines, pages, bytesMax } = await exportAll();
    expect(pages).toBeGreaterThan(3);
    expect(bytesMax).toBeLessThan(5_500_000);
    expect(await verifyAuditTrail(lines)).toMatchObject({ verified: true, checked: 300 });
  }, 60_000);

  it("takes no cursor that was made up", async () => {
    for (const cursor of [
      "",
      "x",
      "16.0.a",
      `16.1.${"a".repeat(64)}`,
      `0.999999999999.${"a".repeat(64)}`,
      "0.1",
      " ",
    ]) {
      expect(await exportAuditEvents(directory, request({ query: { cursor } }))).toEqual({ refusal: "invalid_cursor" });
      expect(await verifyAuditEvents(directory, request({ body: { cursor, checkpoint: [] } }))).toEqual({
        refusal: "invalid_cursor",
      });
    }
    const beyond = `15.99999999999.${"a".repeat(64)}`;
    expect(await exportAuditEvents(directory, request({ query: { cursor: beyond } }))).toMatchObject({ text: "" });
  });
});

describe("verification", () => {
  it("of a whole trail tells its heads, which are those of the export", async () => {
    await writeTrail(40, 16);
    const report = await verify();
    expect(report).toMatchObject({ verified: true, checked: 40, problems: [], calls: 1 });
    expect(report.heads).toEqual((await verifyAuditTrail((await exportAll()).lines)).heads);
    expect(await verify(report.heads)).toMatchObject({ verified: true });
  });

  it("goes on over many calls, and then still knows the event before and the checkpoint", async () => {
    const items = await writeTrail(4100, 3);
    const report = await verify();
    expect(report).toMatchObject({ verified: true, checked: 4100, calls: 3 });
    expect(await verify(report.heads)).toMatchObject({ verified: true });
    const [first = emptyChain(0)] = report.heads;
    expect((await verify([{ ...first, hash: "a".repeat(64) }])).problems).toEqual([
      { chain: 0, sequence: first.sequence, code: "history_rewritten" },
    ]);
    for (const item of items.slice(-3)) await erase(item);
    expect((await verify()).verified).toBe(true);
    expect((await verify(report.heads)).problems.map(({ code }) => code)).toEqual([
      "truncated",
      "truncated",
      "truncated",
    ]);
  }, 60_000);

  const TAMPERINGS: readonly (readonly [string, string[], (items: AuditItem[]) => Promise<unknown>])[] = [
    ["a text that is changed", ["content_changed"], ([, second]) => overwrite(edit(second, '"ip":"203', '"ip":"198'))],
    ["white space in a text", ["content_changed"], ([, second]) => overwrite(edit(second, '{"actor"', '{ "actor"'))],
    ["a text that is no JSON", ["malformed"], ([, second]) => overwrite(edit(second, "{", ""))],
    ["a text that is no event", ["malformed"], ([, second]) => overwrite({ ...second, text: "[1]" })],
    [
      "another hash",
      ["content_changed", "link_broken"],
      ([, second]) => overwrite({ ...second, hash: "a".repeat(64) }),
    ],
    ["an event that is gone", ["events_missing"], ([, second]) => erase(second)],
    ["the first event gone", ["events_missing"], ([first]) => erase(first)],
    [
      "two events in each other's place",
      ["link_broken", "misplaced", "link_broken", "misplaced", "link_broken"],
      ([, second, third]) =>
        Promise.all([
          overwrite({ ...second, text: third?.text, hash: third?.hash }),
          overwrite({ ...third, text: second?.text, hash: second?.hash }),
        ]),
    ],
    ["an event hidden from the list", ["misplaced"], ([, second]) => overwrite({ ...second, gsi1pk: "elsewhere" })],
    ["an event shown at another time", ["misplaced"], ([, second]) => overwrite({ ...second, gsi1sk: "1999" })],
    ["an event about something else", ["misplaced"], ([, second]) => overwrite({ ...second, gsi2pk: "elsewhere" })],
    [
      "an event of another workspace",
      ["misplaced", "link_broken"],
      ([first, second]) => {
        const last = { chain: 0, sequence: 1, hash: first?.hash ?? "" };
        const foreign = createAuditItem(recordOf(1), "ws_999999999999", last);
        return overwrite({ ...second, text: foreign.text, hash: foreign.hash });
      },
    ],
  ];
  it.each(TAMPERINGS)("finds %s: %s", async (_what, codes, tamper) => {
    const items = await writeTrail(4, 1);
    expect(await codesOf()).toEqual([]);
    await tamper(items);
    expect(await codesOf()).toEqual(codes);
  });

  it("finds with a checkpoint what it cannot see without: an end that is gone, a last event that is another one", async () => {
    const items = await writeTrail(4, 1);
    const { heads } = await verify();
    const [, , third, fourth] = items;
    const last = { chain: 0, sequence: 3, hash: third?.hash ?? "" };
    await overwrite(createAuditItem(recordOf(9), workspaceId, last));
    expect(await codesOf()).toEqual([]);
    expect(await codesOf(heads)).toEqual(["history_rewritten"]);
    await erase(fourth);
    expect(await codesOf()).toEqual([]);
    expect(await codesOf(heads)).toEqual(["truncated"]);
  });

  it("tells a hundred problems at most, and that there are some", async () => {
    const items = await writeTrail(150, 1);
    for (const item of items) await overwrite({ ...item, gsi1sk: "x" });
    const report = await verify();
    expect(report).toMatchObject({ verified: false, checked: 150 });
    expect(report.problems).toHaveLength(100);
  });
});

function edit(item: AuditItem | undefined, from: string, to: string) {
  expect(item?.text).toContain(from);
  return { ...item, text: item?.text.replace(from, to) };
}
