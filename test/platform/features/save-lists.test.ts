import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  putConfiguration,
  readConfiguration,
  type StoredConfiguration,
} from "../../../functions/store/configurations.ts";
import type { Table } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { feature } from "../../support/features.ts";
import { PICTURE } from "../../support/pictures.ts";
import { type RequestOptions, startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { idOf } from "../../support/tour/guide.ts";

describe(feature(59), () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  const page = (path: string, options: RequestOptions = {}) =>
    test.request(path, { origin: test.demo.shopUrl, baseUrl: test.platform.gatewayUrl, ...options });
  const save = async (body: object) => {
    const answer = await page(`/embed/v1/configurations?access_token=${test.demo.publicToken}`, {
      method: "POST",
      body: { configuratorId: test.demo.configuratorId, values: {}, ...body },
    });
    return idOf(answer, "shortId");
  };

  /** Straight from and to the table. */
  const withTable = async <Result>(work: (catalogue: Table) => Promise<Result>): Promise<Result> => {
    const { endpoint, administrator } = test.platform.store;
    const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials: administrator });
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const name = TableNames.find((table) => /catalogue/i.test(table)) ?? "";
    const result = await work({ client, name });
    client.destroy();
    return result;
  };
  const readSaved = (shortId: string) =>
    withTable(async (catalogue) => {
      const saved = await readConfiguration(catalogue, test.platform.workspaceId, shortId);
      if (saved === undefined) throw new Error("it was not saved");
      return saved;
    });
  const writeSaves = (saves: readonly StoredConfiguration[]) =>
    withTable(async (catalogue) => {
      const writes = saves.map((each) => putConfiguration(catalogue, test.platform.workspaceId, each));
      expect(await transact(catalogue.client, writes)).toEqual({ written: true });
    });

  it("refuses a public token every list of saves, and the details of one", async () => {
    const shortId = await save({});
    for (const path of ["/v1/configurations", "/v1/configurations/export", `/v1/configurations/${shortId}`]) {
      for (const answer of [
        await page(`${path}?access_token=${test.demo.publicToken}`),
        await page(path, { token: test.demo.publicToken }),
      ]) {
        expect([path, answer.status, answer.text]).toEqual([path, 403, '{"message":"Forbidden"}']);
      }
    }
    const list = await page(`/embed/v1/configurations?access_token=${test.demo.publicToken}`);
    expect([list.status, list.text.includes(shortId)]).toEqual([404, false]);
  });

  it("shows them to a private token with the scope, and to none without it", async () => {
    const issue = async (scope: "configurator:read" | "analytics:read") => {
      const token = await test.owner.tokens.create({ kind: "private", label: scope, role: "viewer", scopes: [scope] });
      return { token: token.token ?? "" };
    };
    expect((await test.request("/v1/configurations", await issue("configurator:read"))).status).toBe(200);
    expect((await test.request("/v1/configurations", await issue("analytics:read"))).status).toBe(403);
  });

  it("finds saves by customer reference, in pages, alone and together with a configurator", async () => {
    const customerReference = "Grüße #AUDIT#1";
    const shortIds = [];
    for (let index = 0; index < 5; index += 1) shortIds.unshift(await save({ customerReference, thumbnail: PICTURE }));
    await save({ customerReference: `${customerReference}1` });
    const find = async (filters: object) => {
      const found: string[] = [];
      for await (const item of test.owner.configurations.list({ limit: 2, ...filters })) found.push(item.shortId);
      return found;
    };
    await expect.poll(() => find({ customerReference })).toEqual(shortIds);
    expect(await find({ customerReference, configuratorId: test.demo.configuratorId })).toEqual(shortIds);
    expect(await find({ customerReference, configuratorId: "cfg_000000000000" })).toEqual([]);
    expect(await find({ customerReference: "nobody's" })).toEqual([]);
    const first = await test.owner.configurations.list({ limit: 2, customerReference });
    expect(JSON.stringify(first.items)).not.toContain("data:image");
    const other = `/v1/configurations?limit=2&cursor=${first.nextCursor}`;
    expect((await test.request(other, { token: test.demo.ownerToken })).json).toMatchObject({ code: "invalid_cursor" });
  });

  it("takes texts of the shop only that can be printed, with line breaks", async () => {
    const send = (metadata: object) =>
      page(`/embed/v1/configurations?access_token=${test.demo.publicToken}`, {
        method: "POST",
        body: { configuratorId: test.demo.configuratorId, values: {}, metadata },
      });
    for (const text of ["\u0001", "a\u0000", "\u001b[31m", "\u007f", "\u0085", "\rhidden"]) {
      expect([text, (await send({ note: text })).json]).toEqual([
        text,
        expect.objectContaining({
          code: "invalid_body",
          errors: [expect.objectContaining({ pointer: "/metadata/note" })],
        }),
      ]);
      expect([text, (await send({ [text]: "a" })).json]).toEqual([
        text,
        expect.objectContaining({ code: "invalid_body", errors: [expect.anything()] }),
      ]);
    }
    expect((await send({ "a\nb": "a" })).json).toMatchObject({ code: "invalid_body" });
    expect((await send({ "Größe 👍": 'two\nlines\r\n"and" \\ more 👍' })).status).toBe(201);
  });

  it("shows and exports saves in pages that Lambda can answer, however long their texts get in JSON", async () => {
    const customerReference = "large";
    const saved = await readSaved(await save({ customerReference }));
    const metadata = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [String.fromCharCode(1 + index).repeat(60), "\u0001".repeat(500)]),
    );
    // As no page can send them any more.
    const copies = Array.from({ length: 95 }, (_, index) => ({
      ...saved,
      shortId: String(index).padStart(16, "0"),
      metadata,
    }));
    for (let start = 0; start < copies.length; start += 20) {
      await writeSaves(copies.slice(start, start + 20));
    }
    const expected = new Set([saved.shortId, ...copies.map(({ shortId }) => shortId)]);
    for (const filters of [{ customerReference }, {}]) {
      const found = async (list: AsyncIterable<{ readonly shortId: string }>) => {
        const shortIds: string[] = [];
        for await (const { shortId } of list) if (expected.has(shortId)) shortIds.push(shortId);
        return shortIds;
      };
      const whole = [expected.size, expected];
      const listed = await found(test.owner.configurations.list({ limit: 100, ...filters }));
      expect([listed.length, new Set(listed)]).toEqual(whole);
      const exported = await found(test.owner.configurations.export(filters));
      expect([exported.length, new Set(exported)]).toEqual(whole);
    }
  });

  it("exports them as JSON Lines, by reference too", async () => {
    const customerReference = "to be exported";
    const shortId = await save({ customerReference, metadata: { cart: "line\nbreak" } });
    const all: string[] = [];
    await expect
      .poll(async () => {
        all.length = 0;
        for await (const item of test.owner.configurations.export({ customerReference })) all.push(item.shortId);
        return all;
      })
      .toEqual([shortId]);
    const answer = await test.request("/v1/configurations/export", { token: test.demo.ownerToken });
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    const lines = answer.text
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ shortId, metadata: { cart: "line\nbreak" } }));
  });
});
