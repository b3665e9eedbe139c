import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { BOX, BOX_OF_EVERYTHING, LATER_BOX } from "../../support/box-product.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { feature } from "../../support/features.ts";
import { type RequestOptions, startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { idOf } from "../../support/tour/guide.ts";

/** A box whose rule is about an attribute that there is not, and whose default is not one of the values. */
const BROKEN: ConfiguratorDocument = {
  ...BOX,
  attributes: BOX.attributes.map((attribute) =>
    attribute.type === "choice" ? { ...attribute, default: "plastic" } : attribute,
  ),
};
/** A box in two languages, of which one has no text. */
const UNTRANSLATED: ConfiguratorDocument = { ...BOX, locales: ["en", "de"] };

describe("drafts and versions", () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  const create = async (draft: ConfiguratorDocument) =>
    (await test.owner.configurators.create({ name: "Box", draft })).id;
  const publishNew = async (draft: ConfiguratorDocument) => {
    const id = await create(draft);
    await test.owner.configurators.publish(id);
    return id;
  };
  const page = (path: string, options: RequestOptions = {}) =>
    test.request(path, { origin: test.demo.shopUrl, baseUrl: test.platform.gatewayUrl, ...options });
  const load = (id: string) => page(`/embed/v1/configurators/${id}?access_token=${test.demo.publicToken}`);
  const save = (id: string, values: object) =>
    page(`/embed/v1/configurations?access_token=${test.demo.publicToken}`, {
      method: "POST",
      body: { configuratorId: id, values },
    });

  describe(feature(53), () => {
    it("serves the published version alone: a draft is for members and private tokens", async () => {
      const id = await create(BOX);
      expect((await load(id)).status).toBe(404);
      await test.owner.configurators.publish(id);
      await test.owner.configurators.update(id, { draft: LATER_BOX });
      expect((await load(id)).json).toEqual({ configuratorId: id, version: 1, document: BOX });
      expect(await test.owner.configurators.preview(id)).toEqual({
        configuratorId: id,
        draftRevision: 2,
        document: LATER_BOX,
        problems: [],
        warnings: expect.any(Array),
      });
      for (const path of [`/v1/configurators/${id}/preview`, `/v1/configurators/${id}`]) {
        const answers = [
          await page(`${path}?access_token=${test.demo.publicToken}`),
          await page(path, { token: test.demo.publicToken }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([403, 403]);
      }
    });

    it("is asked for by its number past what a cache still has, and no other number is kept or answered with anything else", async () => {
      const id = await publishNew(BOX);
      const ask = async (query: string) => {
        const path = `/embed/v1/configurators/${id}?access_token=${test.demo.publicToken}${query}`;
        const { status, json, headers } = await page(path, { baseUrl: test.platform.baseUrl });
        const { version, code } = json as { version?: number; code?: string };
        return [status, version ?? code, headers.get("x-cache")?.split(" ")[0]];
      };
      expect(await ask("")).toEqual([200, 1, "Miss"]);
      await test.owner.configurators.update(id, { draft: LATER_BOX });
      await test.owner.configurators.publish(id);
      expect(await ask("")).toEqual([200, 1, "Hit"]);
      const body = { configuratorId: id, version: 1, values: {} };
      const refusal = await page(`/embed/v1/configurations?access_token=${test.demo.publicToken}`, {
        method: "POST",
        body,
      });
      expect([refusal.status, refusal.json]).toEqual([
        409,
        expect.objectContaining({ code: "version_not_published", publishedVersion: 2 }),
      ]);
      expect([await ask("&version=2"), await ask("&version=2")]).toEqual([
        [200, 2, "Miss"],
        [200, 2, "Hit"],
      ]);
      for (const query of ["&version=3", "&version=3", "&version=1", "&version=999999"])
        expect(await ask(query)).toEqual([200, 2, "Miss"]);
      for (const spelling of ["02", "0", "2.0", "%2B2", "2e0", "-1", "1000000", "", "2&version=2"])
        expect(await ask(`&version=${spelling}`)).toEqual([400, "invalid_query", "Error"]);
      expect(await ask("&other=2")).toEqual([400, "invalid_query", "Error"]);
    });

    it("is loaded in one language, which the edge keeps by itself, and whole where it does not have that language", async () => {
      const texts = { ...BOX, locales: ["en", "de-AT"], name: { en: "Box", "de-AT": "Schachtel" } };
      const id = await publishNew(texts);
      const ask = async (query: string, accepted = "gzip, br") => {
        const path = `/embed/v1/configurators/${id}?access_token=${test.demo.publicToken}${query}`;
        const headers = { "accept-encoding": accepted };
        const answer = await page(path, { baseUrl: test.platform.baseUrl, headers });
        const { language, document, code } = answer.json as { language?: string; document?: typeof BOX; code?: string };
        const cache = answer.headers.get("x-cache")?.split(" ")[0];
        return [code ?? document?.name, language, document?.locales, cache, answer.headers.get("content-encoding")];
      };
      const german = [{ "de-AT": "Schachtel" }, "de", texts.locales];
      expect(await ask("&language=de")).toEqual([...german, "Miss", "br"]);
      expect(await ask("&language=de")).toEqual([...german, "Hit", "br"]);
      expect(await ask("&language=de", "identity")).toEqual([...german, "Miss", null]);
      expect(await ask("&language=en")).toEqual([{ en: "Box" }, "en", texts.locales, "Miss", "br"]);
      for (const query of ["", "&language=fr"])
        expect(await ask(query)).toEqual([texts.name, undefined, texts.locales, "Miss", "br"]);
      for (const spelling of ["DE", "de-AT", "d", "deut", ""])
        expect((await ask(`&language=${spelling}`))[0]).toBe("invalid_query");
    });

    it("checks whatever is sent to it, and stores only what has the shape of a document", async () => {
      const draft = { ...BOX, name: { en: "" }, locales: ["en", "de_AT"] };
      const ask = (method: string, path: string, body: object) =>
        test.request(path, { method, token: test.demo.ownerToken, body });
      const checked = await ask("POST", "/v1/configurators/check", { draft });
      const { problems } = checked.json as { problems: { pointer: string; message: string }[] };
      expect([checked.status, problems.map(({ pointer }) => pointer)]).toEqual([200, ["/name/en", "/locales/1"]]);
      const refused = await ask("POST", "/v1/configurators", { name: "Box", draft });
      const { code, errors } = refused.json as { code: string; errors: { pointer: string; message: string }[] };
      expect([refused.status, code]).toEqual([422, "invalid_body"]);
      const moved = problems.map((problem) => ({ ...problem, pointer: `/draft${problem.pointer}` }));
      expect(errors).toEqual(moved);
      for (const body of [{}, { draft: BOX, more: 1 }])
        expect((await ask("POST", "/v1/configurators/check", body)).status).toBe(422);
    });

    it("never changes a version: not by an edit, another version, a rollback or the deletion", async () => {
      const id = await publishNew(BOX);
      const versions = async () =>
        (await dumpTables(test.platform)).filter(
          (item) => item.includes(id) && /"(VERSION|DOCUMENT)#000001"/.test(item),
        );
      const before = await versions();
      expect(before).toHaveLength(2);
      const first = await test.owner.configurators.getVersion(id, 1);
      expect(first.document).toEqual(BOX);
      await test.owner.configurators.update(id, { draft: LATER_BOX });
      await test.owner.configurators.publish(id, { comment: "later" });
      expect((await load(id)).json).toMatchObject({ version: 2, document: LATER_BOX });
      expect(await test.owner.configurators.rollback(id, { version: 1 })).toEqual(first);
      expect((await load(id)).json).toMatchObject({ version: 1, document: BOX });
      expect((await test.owner.configurators.publish(id)).version).toBe(3);
      expect(await test.owner.configurators.getVersion(id, 1)).toEqual(first);
      await test.owner.configurators.delete(id);
      expect(await versions()).toEqual(before);
    });

    it("says whether the latest version was made of the draft as it is now", async () => {
      const { id, isDraftPublished } = await test.owner.configurators.create({ name: "box", draft: BOX });
      const isPublished = async () => (await test.owner.configurators.get(id)).isDraftPublished;
      expect([isDraftPublished, await isPublished()]).toEqual([false, false]);
      await test.owner.configurators.publish(id);
      expect(await isPublished()).toBe(true);
      expect((await test.owner.configurators.update(id, { name: "chest" })).isDraftPublished).toBe(true);
      expect((await test.owner.configurators.update(id, { draft: LATER_BOX })).isDraftPublished).toBe(false);
      await test.owner.configurators.publish(id);
      await test.owner.configurators.rollback(id, { version: 1 });
      expect(await isPublished()).toBe(true);
    });

    it("lists versions without reading a document", async () => {
      const id = await publishNew(BOX);
      await test.owner.configurators.publish(id, { comment: "again" });
      const calls: string[] = [];
      const stop = test.platform.store.observe(({ accessKeyId, operation }) => {
        if (!/authorizer/i.test(accessKeyId)) calls.push(operation);
      });
      const { items } = await test.owner.configurators.listVersions(id);
      stop();
      expect(items.map(({ version, comment }) => [version, comment])).toEqual([
        [2, "again"],
        [1, null],
      ]);
      expect(calls).toEqual(["GetItem", "Query"]);
      const stored = (await dumpTables(test.platform)).filter((item) => item.includes(id) && item.includes("VERSION#"));
      expect(stored).toHaveLength(2);
      expect(stored.filter((item) => item.includes("schemaVersion"))).toEqual([]);
    });

    it("says of a document what is wrong and what is doubtful, before and when it is published", async () => {
      const wrong = await test.owner.configurators.check({ draft: BROKEN });
      expect(wrong.problems).toContainEqual(
        expect.objectContaining({ pointer: "/attributes/0/default", code: "default_not_valid" }),
      );
      const id = await create(BROKEN);
      expect((await test.owner.configurators.preview(id)).problems).toEqual(wrong.problems);
      await expect(test.owner.configurators.publish(id)).rejects.toMatchObject({
        code: "document_not_valid",
        errors: wrong.problems,
      });
      await expect(test.owner.configurators.evaluate(id, { values: {}, draft: true })).rejects.toMatchObject({
        code: "document_not_valid",
      });
      const doubtful = await test.owner.configurators.check({ draft: UNTRANSLATED });
      expect([doubtful.problems, doubtful.warnings.length > 0]).toEqual([[], true]);
      await test.owner.configurators.update(id, { draft: UNTRANSLATED });
      const once = { idempotencyKey: "publish-once" };
      const published = await test.owner.configurators.publish(id, {}, once);
      expect([published.version, published.warnings]).toEqual([1, doubtful.warnings]);
      expect(await test.owner.configurators.publish(id, {}, once)).toEqual(published);
    });
  });

  describe(feature(54), () => {
    it("saves and opens a value of every type", async () => {
      const id = await publishNew(BOX_OF_EVERYTHING);
      const values = {
        wood: "fir",
        paint: "red",
        height: 12.5,
        lock: true,
        name: "Ada 💡",
        feet: { part: "brass", quantity: 3 },
        picture: "",
      };
      const saved = await save(id, values);
      expect([saved.status, saved.json]).toEqual([
        201,
        expect.objectContaining({ values, price: { EUR: 1_000 + 200 + 250 + 3 * 90 } }),
      ]);
      const opened = await page(
        `/embed/v1/configurations/${idOf(saved, "shortId")}?access_token=${test.demo.publicToken}`,
      );
      expect(opened.json).toMatchObject({ values });
      const refused = await save(id, { height: 11, lock: "yes", feet: { part: "brass", quantity: 5 }, picture: "x" });
      expect(refused.json).toMatchObject({
        code: "values_not_accepted",
        errors: [
          { pointer: "/values/height", code: "value_off_step" },
          { pointer: "/values/lock", code: "wrong_type" },
          { pointer: "/values/feet", code: "value_out_of_range" },
          { pointer: "/values/picture", code: "not_an_upload" },
        ],
      });
    });
  });

  describe(feature(55), () => {
    it("refuses a save that the rules forbid, naming the rule and its reason, and writes nothing", async () => {
      const id = await publishNew(BOX);
      const refused = await save(id, { wood: "oak", lid: "round" });
      expect([refused.status, refused.json]).toEqual([
        422,
        expect.objectContaining({
          code: "values_not_accepted",
          errors: [
            {
              pointer: "/values/lid",
              code: "forbidden_by_rule",
              message: expect.stringMatching(/"round-is-ash" .*Only ash can be bent\.$/),
            },
          ],
        }),
      ]);
      expect((await test.owner.configurations.list({ configuratorId: id })).items).toEqual([]);
      expect((await test.request("/docs/errors/forbidden_by_rule")).text).toContain("rule");
      expect((await save(id, { wood: "ash", lid: "round" })).status).toBe(201);
    });

    it("refuses a change of a save that the rules forbid, and leaves the save as it was", async () => {
      const id = await publishNew(BOX);
      const saved = await save(id, { wood: "ash" });
      const shortId = idOf(saved, "shortId");
      const before = await test.owner.configurations.get(shortId);
      const refused = await page(`/embed/v1/configurations/${shortId}?access_token=${test.demo.publicToken}`, {
        method: "POST",
        body: { editKey: idOf(saved, "editKey"), values: { wood: "fir", lid: "round" } },
      });
      expect(refused.json).toMatchObject({ errors: [{ pointer: "/values/lid", code: "forbidden_by_rule" }] });
      expect(await test.owner.configurations.get(shortId)).toEqual(before);
    });

    it("says what values come to under the rules of a version or of the draft", async () => {
      const id = await publishNew(BOX);
      await test.owner.configurators.update(id, { draft: LATER_BOX });
      const values = { wood: "oak", lid: "round" };
      const state = { visible: true, enabled: true, isSet: false, values: {} };
      expect(await test.owner.configurators.evaluate(id, { values })).toEqual({
        version: 1,
        values: { wood: "oak", lid: "flat" },
        price: { EUR: 1_000 },
        breakdown: [{ attributeId: null, price: { EUR: 1_000 } }],
        states: {
          wood: state,
          lid: {
            ...state,
            values: {
              round: { visible: true, enabled: false, ruleId: "round-is-ash", reason: { en: "Only ash can be bent." } },
            },
          },
        },
      });
      expect(await test.owner.configurators.evaluate(id, { values, draft: true })).toMatchObject({
        version: null,
        values: { wood: "oak", lid: "round", size: "m" },
        price: { EUR: 1_500 },
      });
      await test.owner.configurators.publish(id);
      expect((await test.owner.configurators.evaluate(id, { values, version: 1 })).values.lid).toBe("flat");
      const refusals = [
        [{ values: { wood: "plastic" } }, "values_not_accepted"],
        [{ values, version: 3 }, "not_found"],
      ] as const;
      for (const [body, code] of refusals) {
        await expect(test.owner.configurators.evaluate(id, body)).rejects.toMatchObject({ code });
      }
      const both = { token: test.demo.ownerToken, method: "POST", body: { values, version: 1, draft: true } };
      expect((await test.request(`/v1/configurators/${id}/evaluate`, both)).json).toMatchObject({
        code: "invalid_body",
        errors: [{ pointer: "/draft" }],
      });
    });
  });

  describe(feature(56), () => {
    it("works out every price again: none is taken from a page, for a save or a change of one", async () => {
      const id = await publishNew(BOX);
      const saved = await save(id, { wood: "ash", lid: "round" });
      expect(saved.json).toMatchObject({ price: { EUR: 1_800 } });
      const body = { configuratorId: id, values: {}, price: { EUR: 1 } };
      const path = `/embed/v1/configurations?access_token=${test.demo.publicToken}`;
      expect((await page(path, { method: "POST", body })).json).toMatchObject({
        code: "invalid_body",
        errors: [{ pointer: "/price", code: "unknown_field" }],
      });
    });
  });
});
