import { describe, expect, it } from "vitest";
import { createTestClient, json, problem, type Reaction, rejectionOf } from "./support/fake-api.ts";

const head = (chain: number, sequence: number) => ({ chain, sequence, hash: `${sequence}`.repeat(64) });

describe("the export of the audit trail", () => {
  const lines =
    (text: string, nextCursor?: string): Reaction =>
    () =>
      new Response(text, {
        headers: {
          "content-type": "application/x-ndjson",
          ...(nextCursor !== undefined && { "latchkey-next-cursor": nextCursor }),
        },
      });

  it("gives every event of all answers, which name the next one in a header", async () => {
    const { client, sent } = createTestClient([
      lines('{"sequence":1}\n{"sequence":2}\n', "c/1"),
      lines('{"sequence":3}\n'),
    ]);
    const events: unknown[] = [];
    for await (const event of client.auditEvents.export()) events.push(event);
    expect(events).toEqual([{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }]);
    expect(sent.map(({ url }) => url.searchParams.get("cursor"))).toEqual([null, "c/1"]);
    expect(sent[0]?.headers.get("accept")).toBe("application/x-ndjson, application/problem+json");
  });

  it("of an empty trail is empty", async () => {
    const { client } = createTestClient([lines("")]);
    expect(await client.auditEvents.export()).toEqual({ items: [], nextCursor: null });
  });

  it("does not pass over a line that it cannot read", async () => {
    const { client } = createTestClient([lines('{"sequence":1}\n{"sequ\n')]);
    expect(await rejectionOf(client.auditEvents.export())).toMatchObject({ name: "UnexpectedResponseError" });
  });
});

describe("the verification by the server", () => {
  const stretch = (nextCursor: string | null, more: object = {}) =>
    json({ verified: true, checked: 10, problems: [], heads: [], nextCursor, ...more });

  it("goes on to the end with the same checkpoint, and puts the stretches together", async () => {
    const broken = { chain: 0, sequence: 7, code: "content_changed" };
    const { client, sent } = createTestClient([
      stretch("c1", { heads: [head(0, 4)] }),
      stretch("c2", { heads: [head(0, 9), head(3, 1)], verified: false, problems: [broken] }),
      stretch(null, { heads: [head(1, 2)], checked: 1 }),
    ]);
    const checkpoint = [head(0, 4)];
    expect(await client.auditEvents.verify({ checkpoint })).toEqual({
      verified: false,
      checked: 21,
      problems: [broken],
      heads: [head(0, 9), head(1, 2), head(3, 1)],
    });
    expect(sent.map(({ body }) => JSON.parse(body ?? ""))).toEqual([
      { checkpoint },
      { checkpoint, cursor: "c1" },
      { checkpoint, cursor: "c2" },
    ]);
  });

  it("tells what it has found after each stretch", async () => {
    const { client } = createTestClient([stretch("c1"), stretch(null, { verified: false, checked: 1 })]);
    const told: unknown[] = [];
    await client.auditEvents.verify({ onProgress: ({ checked, verified }) => told.push([checked, verified]) });
    expect(told).toEqual([
      [10, true],
      [11, false],
    ]);
  });

  it("is no report when a stretch of it fails", async () => {
    const { client } = createTestClient([stretch("c1"), problem(400, "invalid_cursor")]);
    expect(await rejectionOf(client.auditEvents.verify())).toMatchObject({ code: "invalid_cursor" });
  });
});
