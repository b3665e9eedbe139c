import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Client } from "../../../sdk/src/index.ts";
import { createList } from "../../../sdk/src/list.ts";
import { createTestClient, page, problem, rejectionOf } from "./support/fake-api.ts";

describe("a list", () => {
  it("sends nothing before it is used", async () => {
    const { client, sent } = createTestClient([]);
    client.tokens.list();
    client.tokens.list().pages();
    await Promise.resolve();
    expect(sent).toHaveLength(0);
  });

  it("is awaited for its first page, once", async () => {
    const { client, sent } = createTestClient([page([1, 2], "c1")]);
    const list = client.tokens.list({ kind: "public", limit: 2 });
    expect(await list).toEqual({ items: [1, 2], nextCursor: "c1" });
    expect(await list).toEqual({ items: [1, 2], nextCursor: "c1" });
    expect(sent.map(({ url }) => url.search)).toEqual(["?kind=public&limit=2"]);
  });

  it("gives every item, page by page, with the same filters", async () => {
    const { client, sent } = createTestClient([page([1, 2], "c/1=?"), page([], "c2"), page([3], null)]);
    const items: unknown[] = [];
    for await (const item of client.tokens.list({ status: "active" })) items.push(item);
    expect(items).toEqual([1, 2, 3]);
    expect(sent.map(({ url }) => url.searchParams.get("cursor"))).toEqual([null, "c/1=?", "c2"]);
    expect(sent.every(({ url }) => url.searchParams.get("status") === "active")).toBe(true);
  });

  it.each<[string, (client: Client) => AsyncIterable<unknown>]>([
    ["tokens", (client) => client.tokens.list({ limit: 7 })],
    ["service accounts", (client) => client.serviceAccounts.list({ limit: 7 })],
    ["configurators", (client) => client.configurators.list({ limit: 7 })],
    ["versions", (client) => client.configurators.listVersions("cfg_1", { limit: 7 })],
    ["configurations", (client) => client.configurations.list({ limit: 7 })],
    ["audit events", (client) => client.auditEvents.list({ limit: 7 })],
  ])("of %s keeps its query from page to page", async (_, list) => {
    const { client, sent } = createTestClient([page([1], "c1"), page([2], null)]);
    for await (const _item of list(client));
    expect(sent.map(({ url }) => url.search)).toEqual(["?limit=7", "?limit=7&cursor=c1"]);
  });

  it("starts at a given cursor and goes on from there", async () => {
    const { client, sent } = createTestClient([page([1], "c2"), page([2], null)]);
    for await (const _ of client.tokens.list({ cursor: "c1" }).pages());
    expect(sent.map(({ url }) => url.searchParams.get("cursor"))).toEqual(["c1", "c2"]);
  });

  it("fetches no page that nobody asked for", async () => {
    const { client, sent } = createTestClient([page([1, 2], "c1"), page([3], "c2")]);
    for await (const item of client.auditEvents.list()) if (item === (3 as never)) break;
    expect(sent).toHaveLength(2);
  });

  it("gives the pages as they are", async () => {
    const { client } = createTestClient([page([1], "c1"), page([2], null)]);
    const cursors: unknown[] = [];
    for await (const { nextCursor } of client.configurators.listVersions("cfg_1").pages()) cursors.push(nextCursor);
    expect(cursors).toEqual(["c1", null]);
  });

  it("ends the loop with the error of the page that failed", async () => {
    const { client } = createTestClient([page([1], "c1"), problem(400, "invalid_cursor")]);
    const seen: unknown[] = [];
    const loop = async () => {
      for await (const item of client.tokens.list()) seen.push(item);
    };
    expect(await rejectionOf(loop())).toMatchObject({ code: "invalid_cursor", operation: "listTokens" });
    expect(seen).toEqual([1]);
  });

  it("takes catch and finally like a promise", async () => {
    const { client } = createTestClient([problem(400, "invalid_query")]);
    let finished = false;
    const list = client.tokens.list();
    await expect(list.finally(() => (finished = true)).catch((error) => error.code)).resolves.toBe("invalid_query");
    await expect(list.catch((error) => error.status)).resolves.toBe(400);
    expect(finished).toBe(true);
  });

  it("ends when its signal is aborted between two pages", async () => {
    const controller = new AbortController();
    const { client, sent } = createTestClient([page([1], "c1")]);
    const loop = async () => {
      for await (const _ of client.tokens.list({}, { signal: controller.signal })) controller.abort("enough");
    };
    expect(await rejectionOf(loop())).toBe("enough");
    expect(sent).toHaveLength(1);
  });

  it("gives each item once and in order, however they are spread over pages", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.integer()), { minLength: 1, maxLength: 8 }), async (pages) => {
        const list = createList<number>(async ({ cursor = "0" }) => {
          const index = Number(cursor);
          return { items: pages[index] ?? [], nextCursor: index + 1 < pages.length ? `${index + 1}` : null };
        });
        const items: number[] = [];
        for await (const item of list) items.push(item);
        expect(items).toEqual(pages.flat());
      }),
    );
  });
});
