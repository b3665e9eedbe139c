import { randomUUID } from "node:crypto";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import {
  putConfiguration,
  readConfiguration,
  type StoredConfiguration,
} from "../../../functions/store/configurations.ts";
import type { Table } from "../../../functions/store/table.ts";
import { transact } from "../../../functions/store/transact.ts";
import { BOX, LATER_BOX } from "../../support/box-product.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { feature } from "../../support/features.ts";
import { PICTURE, pictureOf } from "../../support/pictures.ts";
import { type RequestOptions, startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { idOf } from "../../support/tour/guide.ts";

describe(feature(58), () => {
  let test: TestPlatform;
  let configuratorId: string;
  beforeAll(async () => {
    test = await startTestPlatform();
    configuratorId = await publishNew(BOX);
  });
  afterAll(() => test.close());

  async function publishNew(draft: ConfiguratorDocument): Promise<string> {
    const { id } = await test.owner.configurators.create({ name: "Box", draft });
    await test.owner.configurators.publish(id);
    return id;
  }
  /** As a page of the shop. */
  const ask = (path: string, body?: object, options: RequestOptions = {}) =>
    test.request(`${path}?access_token=${test.demo.publicToken}`, {
      origin: test.demo.shopUrl,
      baseUrl: test.platform.gatewayUrl,
      ...(body !== undefined && { method: "POST", body }),
      ...options,
    });
  const save = (body: object, options?: RequestOptions) =>
    ask("/embed/v1/configurations", { configuratorId, ...body }, options);
  const update = (shortId: string, body: object) => ask(`/embed/v1/configurations/${shortId}`, body);
  const resume = (shortId: string) => ask(`/embed/v1/configurations/${shortId}`);
  const saveNew = async (body: object) => {
    const answer = await save(body);
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
    return { shortId: idOf(answer, "shortId"), editKey: idOf(answer, "editKey") };
  };

  it("answers a save with its handle for looking and its key for changing, priced by the server", async () => {
    const answer = await save({ values: { wood: "ash", lid: "round" } });
    expect([answer.status, answer.json]).toEqual([
      201,
      {
        shortId: expect.stringMatching(/^[0-9A-Za-z]{16}$/),
        editKey: expect.stringMatching(/^lke_[0-9A-Za-z]{43}$/),
        configuratorId,
        version: 1,
        values: { wood: "ash", lid: "round" },
        price: { EUR: 1_800 },
        createdAt: expect.any(String),
      },
    ]);
    const opened = await resume(idOf(answer, "shortId"));
    expect(opened.json).toMatchObject({ version: 1, current: { version: 1 }, migration: null, document: BOX });
    expect(opened.text).not.toContain("lke_");
  });

  it("keeps what the shop adds for private tokens, with a picture, and shows a page none of it", async () => {
    const metadata = { cart: "c-1" };
    const { shortId } = await saveNew({ values: {}, metadata, customerReference: " order-17 ", thumbnail: PICTURE });
    expect(await test.owner.configurations.get(shortId)).toMatchObject({
      metadata,
      customerReference: "order-17",
      thumbnail: PICTURE,
      revision: 1,
    });
    const opened = await resume(shortId);
    for (const secret of ["c-1", "order-17", "data:image"]) expect(opened.text).not.toContain(secret);
  });

  it("takes a thumbnail of 64 KiB with 64 kB of the rest, and refuses what is larger or no picture", async () => {
    const png = "\x89PNG\r\n\x1a\n";
    expect((await save({ values: {}, thumbnail: pictureOf("image/png", png, 65_536) })).status).toBe(201);
    for (const thumbnail of [
      pictureOf("image/png", png, 65_537),
      pictureOf("image/png", "<svg onload='alert(1)'>"),
      pictureOf("image/svg+xml", "<svg onload='alert(1)'>"),
      pictureOf("image/jpeg", png),
      "https://example.com/x.png",
    ]) {
      expect((await save({ values: {}, thumbnail })).json).toMatchObject({
        code: "invalid_body",
        errors: [{ pointer: "/thumbnail" }],
      });
    }
  });

  it("lets the holder of the edit key change a save under the same id, and counts the changes", async () => {
    const { shortId, editKey } = await saveNew({
      values: { wood: "ash", lid: "round" },
      metadata: { cart: "c-2" },
      customerReference: "first",
      thumbnail: PICTURE,
    });
    const changed = await update(shortId, { editKey, values: { wood: "fir" }, version: 1 });
    expect([changed.status, changed.json]).toEqual([
      200,
      expect.objectContaining({ shortId, values: { wood: "fir", lid: "flat" }, price: { EUR: 1_200 } }),
    ]);
    // What is not given stays, but for the picture: it showed the values before.
    expect(await test.owner.configurations.get(shortId)).toMatchObject({
      revision: 2,
      values: { wood: "fir", lid: "flat" },
      metadata: { cart: "c-2" },
      customerReference: "first",
      thumbnail: null,
    });
    const more = { editKey, values: { wood: "fir" }, metadata: {}, customerReference: "second", thumbnail: PICTURE };
    await update(shortId, more);
    const stored = { revision: 3, metadata: {}, customerReference: "second", thumbnail: PICTURE };
    expect(await test.owner.configurations.get(shortId)).toMatchObject(stored);
    // The same values again: nothing is counted, and the picture stays.
    expect((await update(shortId, { editKey, values: { wood: "fir" } })).status).toBe(200);
    expect(await test.owner.configurations.get(shortId)).toMatchObject(stored);
    const byReference = async (customerReference: string) =>
      (await test.owner.configurations.list({ customerReference })).items.map((item) => item.shortId);
    await expect.poll(() => byReference("second")).toEqual([shortId]);
    expect(await byReference("first")).toEqual([]);
  });

  it("gives one answer for every wrong edit key, before it looks at anything else", async () => {
    const { shortId } = await saveNew({ values: {} });
    const other = await saveNew({ values: {} });
    const answers = new Set<string>();
    for (const editKey of [other.editKey, `lke_${"0".repeat(43)}`, "", "x", shortId, test.demo.publicToken]) {
      for (const body of [{ values: {} }, { values: { nonsense: 1 } }, { values: {}, version: 9 }]) {
        const { status, text } = await update(shortId, { editKey, ...body });
        answers.add(`${status} ${text.replace(/"requestId":"[^"]*"/, "")}`);
      }
    }
    expect([...answers]).toEqual([expect.stringMatching(/^403 .*edit_key_not_valid/)]);
    expect(await test.owner.configurations.get(shortId)).toMatchObject({ revision: 1 });
    expect((await update("0000000000000000", { editKey: other.editKey, values: {} })).json).toMatchObject({
      code: "not_found",
    });
  });

  it("stores of the edit key and of the idempotency key no more than a digest", async () => {
    const key = randomUUID();
    const answer = await save({ values: {} }, { headers: { "idempotency-key": key } });
    const text = (await dumpTables(test.platform)).join("\n");
    expect(text).toContain(idOf(answer, "shortId"));
    expect(text).not.toContain(idOf(answer, "editKey").slice(4));
    expect(text).not.toContain(key);
  });

  it("gives a retry the same save and the same key, and a guessable idempotency key nothing", async () => {
    const once = { headers: { "idempotency-key": randomUUID() } };
    const body = { values: { wood: "fir" }, thumbnail: PICTURE };
    const answers = await Promise.all([save(body, once), save(body, once), save(body, once)]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const [first = answers[0]] = answers;
    const editKey = idOf(first, "editKey");
    expect((await update(idOf(first, "shortId"), { editKey, values: {} })).status).toBe(200);
    const other = await save(body, { headers: { "idempotency-key": randomUUID() } });
    expect(idOf(other, "editKey")).not.toBe(editKey);
    for (const [key, status] of [
      ["k".repeat(15), 400],
      ["k".repeat(16), 201],
    ] as const) {
      expect((await save(body, { headers: { "idempotency-key": key } })).status).toBe(status);
    }
  });

  it("writes all of a change or nothing, also when many come at once", async () => {
    const { shortId, editKey } = await saveNew({ values: {} });
    const woods = ["ash", "fir", "ash", "fir", "ash", "fir"];
    const answers = await Promise.all(
      woods.map((wood, index) => update(shortId, { editKey, values: { wood }, metadata: { index: `${index}` } })),
    );
    const written = answers.filter(({ status }) => status === 200).length;
    expect(written).toBeGreaterThan(0);
    for (const { status, json } of answers) {
      if (status !== 200) expect(json).toMatchObject({ code: "changed_meanwhile" });
    }
    const stored = await test.owner.configurations.get(shortId);
    expect(stored.revision).toBe(1 + written);
    expect(stored.values.wood).toBe(woods[Number(stored.metadata.index)]);
    const refused = await update(shortId, { editKey, values: { wood: "plastic" }, metadata: { index: "lost" } });
    expect(refused.json).toMatchObject({ code: "values_not_accepted" });
    expect(await test.owner.configurations.get(shortId)).toEqual(stored);
  });

  it("tells on resume what becomes of a save in the version that is published now", async () => {
    const id = await publishNew(BOX);
    const { shortId, editKey } = await saveNew({ configuratorId: id, values: { wood: "ash", lid: "round" } });
    await test.owner.configurators.update(id, { draft: LATER_BOX });
    await test.owner.configurators.publish(id);
    const opened = await resume(shortId);
    expect(opened.json).toMatchObject({ version: 1, current: { version: 2 }, document: BOX });
    expect(Reflect.get(Object(opened.json), "migration")).toEqual({
      version: 2,
      document: LATER_BOX,
      values: { wood: "ash", lid: "flat", size: "m" },
      price: { EUR: 1_700 },
      kept: ["wood"],
      replaced: [{ attributeId: "lid", from: "round", to: "flat" }],
      dropped: [],
      priceDifference: { EUR: -100 },
    });
    // The migrated values are accepted, and the save then has the new version.
    const values = { wood: "ash", lid: "flat", size: "m" };
    expect((await update(shortId, { editKey, values, version: 1 })).json).toMatchObject({
      code: "version_not_published",
    });
    expect((await update(shortId, { editKey, values, version: 2 })).json).toMatchObject({ version: 2, values });
    expect((await resume(shortId)).json).toMatchObject({ version: 2, migration: null });
    // Nothing is published any more: the save still opens.
    await test.owner.configurators.delete(id);
    expect((await resume(shortId)).json).toMatchObject({ version: 2, current: null, migration: null });
    expect((await update(shortId, { editKey, values })).json).toMatchObject({ code: "not_found" });
  });

  it("reads two items to resume a save of the published version, and three for another", async () => {
    const id = await publishNew(BOX);
    const { shortId } = await saveNew({ configuratorId: id, values: {} });
    const callsDuring = async (work: () => Promise<unknown>) => {
      const calls: string[] = [];
      const stop = test.platform.store.observe(({ accessKeyId, operation }) => {
        if (!/authorizer/i.test(accessKeyId)) calls.push(operation);
      });
      await work();
      stop();
      return calls;
    };
    expect(await callsDuring(() => resume(shortId))).toEqual(["GetItem", "GetItem"]);
    await test.owner.configurators.publish(id);
    expect(await callsDuring(() => resume(shortId))).toEqual(["GetItem", "GetItem", "GetItem"]);
    expect(await callsDuring(() => ask(`/embed/v1/configurators/${id}`))).toEqual(["GetItem"]);
  });

  it("deletes a save with its picture", async () => {
    const { shortId, editKey } = await saveNew({ values: {}, thumbnail: PICTURE });
    await test.owner.configurations.delete(shortId);
    expect((await resume(shortId)).status).toBe(404);
    expect((await update(shortId, { editKey, values: {} })).status).toBe(404);
    // Events of the audit trail say that it was deleted.
    const items = (await dumpTables(test.platform)).filter((item) => /#(CONFIGURATION|THUMBNAIL)#/.test(item));
    expect(items.some((item) => item.includes(shortId))).toBe(false);
    expect(items.length).toBeGreaterThan(0);
  });
});

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
