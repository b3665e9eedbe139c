import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
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
        // Not the authorizer's, nor those of what runs every minute.
        if (/embed/i.test(accessKeyId)) calls.push(operation);
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
