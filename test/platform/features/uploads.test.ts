import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Upload } from "../../../sdk/src/index.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { feature } from "../../support/features.ts";
import { endUpload, isStored } from "../../support/stored-files.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";
import { transplant } from "../../support/transplant.ts";
import { answerOf, openUploadPage, PNG, sendForm, type UploadPage } from "../../support/uploads.ts";

let test: TestPlatform;
let page: UploadPage;
beforeAll(async () => {
  test = await startTestPlatform();
  page = await openUploadPage(test);
});
afterAll(() => test.close());

const unknown = "upl_0000000000000000000000";
const shortIdOf = (saved: Awaited<ReturnType<UploadPage["save"]>>) => answerOf<{ shortId: string }>(saved, 201).shortId;

describe(feature(54), () => {
  it("takes a file in three steps and gives it to the shop, as an attachment under a clean name", async () => {
    const form = await page.create({ name: "../..\\My \u202elogo<1>.PNG" });
    const sent = await sendForm(form, PNG, test.demo.shopUrl);
    expect([sent.status, sent.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    const { uploadId } = form;
    expect((await page.complete(uploadId)).json).toEqual({
      uploadId,
      name: "My _logo_1_.png",
      contentType: "image/png",
      bytes: PNG.length,
      expiresAt: expect.any(String),
    });
    const shortId = shortIdOf(await page.save({ logo: uploadId }));

    const file = await test.owner.configurations.file(shortId, "logo");
    expect(file).toMatchObject({ name: "My _logo_1_.png", contentType: "image/png", bytes: PNG.length });
    const download = await fetch(file.url);
    expect(Buffer.from(await download.arrayBuffer())).toEqual(PNG);
    expect(download.headers.get("content-type")).toBe("image/png");
    expect(download.headers.get("content-disposition")).toMatch(/^attachment; filename="My _logo_1_\.png"; /);
    // It is part of a configuration now.
    expect((await page.complete(uploadId)).json).toMatchObject({ expiresAt: null });
  });

  it("gives a form for what the attribute takes only", async () => {
    const ask = async (more: object) => {
      const body = { configuratorId: page.configuratorId, attributeId: "logo", contentType: "image/png", bytes: 2000 };
      const { status, json } = await page.post("uploads", { ...body, ...more });
      const { code, errors } = json as { code?: string; errors?: { pointer: string; code: string }[] };
      return [status, code, errors?.map((error) => `${error.pointer} ${error.code}`).join()];
    };
    expect(await ask({})).toEqual([200, undefined, undefined]);
    expect(await ask({ bytes: 2001 })).toEqual([422, "file_not_accepted", "/bytes too_large"]);
    expect(await ask({ contentType: "image/webp" })).toEqual([
      422,
      "file_not_accepted",
      "/contentType type_not_accepted",
    ]);
    expect(await ask({ attributeId: "gift" })).toEqual([422, "file_not_accepted", "/attributeId not_a_file_attribute"]);
    expect(await ask({ attributeId: "none" })).toEqual([422, "file_not_accepted", "/attributeId not_a_file_attribute"]);
    expect((await ask({ contentType: "image/svg+xml" }))[1]).toBe("invalid_body");
    expect((await ask({ bytes: 0 }))[1]).toBe("invalid_body");
    expect((await ask({ configuratorId: "cfg_000000000000" }))[1]).toBe("not_found");
  });

  it("refuses at the store what the form is not for: another size, type, key or bucket, a changed policy, more fields", async () => {
    const form = await page.create();
    const policy = JSON.parse(Buffer.from(form.fields.Policy ?? "", "base64").toString());
    const longer = { ...policy, expiration: "2099-01-01T00:00:00Z" };
    const changed: readonly (readonly [Record<string, string>, string])[] = [
      [{ "Content-Type": "text/html" }, "Policy Condition failed"],
      [{ key: "files/elsewhere" }, "Policy Condition failed"],
      [{ bucket: "other" }, "AccessDenied"],
      [{ Policy: Buffer.from(JSON.stringify(longer)).toString("base64") }, "SignatureDoesNotMatch"],
      [{ "X-Amz-Signature": "0".repeat(64) }, "SignatureDoesNotMatch"],
      [{ "X-Amz-Security-Token": "other" }, "InvalidToken"],
      [{ "x-amz-meta-more": "1" }, "NotImplemented"],
    ];
    for (const [fields, reason] of changed) {
      const sent = await sendForm({ ...form, fields: { ...form.fields, ...fields } }, PNG);
      expect([fields, sent.status >= 400, sent.text]).toEqual([fields, true, expect.stringContaining(reason)]);
    }
    expect((await sendForm(form, Buffer.concat([PNG, PNG]))).text).toContain("EntityTooLarge");
    expect((await sendForm(form, PNG.subarray(1))).text).toContain("EntityTooSmall");
    expect((await page.complete(form.uploadId)).json).toMatchObject({ status: 409, code: "file_not_sent" });
    expect((await sendForm(form, PNG)).status).toBe(204);
  });

  it("refuses bytes that are not what was announced, and gives them to nobody", async () => {
    const form = await page.create();
    const html = Buffer.from("<script>alert(1)</script>".padEnd(PNG.length, " "));
    expect((await sendForm(form, html)).status).toBe(204);
    expect((await page.complete(form.uploadId)).json).toMatchObject({
      status: 422,
      code: "file_not_accepted",
      errors: [{ code: "wrong_content" }],
    });
    expect((await page.save({ logo: form.uploadId })).json).toMatchObject({ code: "values_not_accepted" });
    // The same form may send the right file after all.
    await sendForm(form, PNG);
    expect((await page.complete(form.uploadId)).status).toBe(200);
    // What is sent later does not take its place.
    const other = Buffer.from(PNG);
    other[other.length - 1] = 0;
    expect((await sendForm(form, other)).status).toBe(204);
    expect((await page.complete(form.uploadId)).status).toBe(200);
    const shortId = shortIdOf(await page.save({ logo: form.uploadId }));
    const { url } = await test.owner.configurations.file(shortId, "logo");
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PNG);
  });

  it("answers alike for unknown and foreign uploads, and for files that are not there", async () => {
    const { uploadId } = await page.upload();
    const body = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
    const none = await page.complete(unknown);
    expect(none.status).toBe(404);
    expect(body((await page.complete("upl_short")).text)).toBe(body(none.text));
    const shortId = shortIdOf(await page.save({ logo: uploadId }));
    for (const path of [
      `/v1/configurations/${shortId}/files/motif`,
      `/v1/configurations/${shortId}/files/gift`,
      `/v1/configurations/${shortId}/files/__proto__`,
      "/v1/configurations/0000000000000000/files/logo",
    ]) {
      const answer = await test.request(path, { token: test.demo.ownerToken });
      expect([path, answer.status, body(answer.text)]).toEqual([path, 404, body(none.text)]);
    }
  });

  it("never gives a file to a public token, nor to anybody without a signature", async () => {
    const { uploadId } = await page.upload();
    const shortId = shortIdOf(await page.save({ logo: uploadId }));
    const { publicToken, shopUrl } = test.demo;
    const answer = await test.request(`/v1/configurations/${shortId}/files/logo?access_token=${publicToken}`, {
      origin: shopUrl,
    });
    expect(answer.status).toBe(403);
    const { url } = await test.owner.configurations.file(shortId, "logo");
    const address = new URL(url);
    expect((await fetch(address.origin + address.pathname)).status).toBe(403);
    for (const [name, value] of [
      ["response-content-disposition", "inline"],
      ["response-content-type", "text/html"],
      ["X-Amz-Expires", "604800"],
    ]) {
      const tampered = new URL(url);
      tampered.searchParams.set(name ?? "", value ?? "");
      expect([name, (await fetch(tampered)).status]).toEqual([name, 403]);
    }
    expect((await fetch(url.replace(/upl_\w+/, unknown))).status).toBe(403);
    expect((await fetch(url, { method: "PUT" })).status).toBe(403);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
  });
});

describe(feature(58), () => {
  const refusal = (attributeId: string) => ({
    status: 422,
    code: "values_not_accepted",
    errors: [{ pointer: `/values/${attributeId}`, code: "upload_not_usable" }],
  });

  it("saves files only that were uploaded, checked, and for this attribute of this configurator", async () => {
    const { uploadId } = await page.upload("logo");
    expect((await page.save({ logo: unknown })).json).toMatchObject(refusal("logo"));
    expect((await page.save({ motif: uploadId })).json).toMatchObject(refusal("motif"));
    expect((await page.save({ logo: uploadId, motif: uploadId })).json).toMatchObject(refusal("motif"));
    const pending: Upload = await page.create();
    await sendForm(pending, PNG);
    expect((await page.save({ logo: pending.uploadId })).json).toMatchObject(refusal("logo"));
    const elsewhere = await openUploadPage(test);
    expect((await elsewhere.save({ logo: uploadId })).json).toMatchObject(refusal("logo"));
    expect((await page.save({ logo: uploadId })).status).toBe(201);
  });

  it("saves no file of another workspace, and does not say that there is one", async () => {
    const { uploadId } = await page.upload();
    await transplant(test.platform, [uploadId], "ws_0therW0rksp0");
    expect((await page.save({ logo: uploadId })).json).toMatchObject(refusal("logo"));
    expect((await page.complete(uploadId)).status).toBe(404);
  });

  it("lets a shopper save another configuration with the same file, which can be had as long as one of them is there", async () => {
    const { uploadId } = await page.upload();
    const [one, other] = [
      shortIdOf(await page.save({ logo: uploadId })),
      shortIdOf(await page.save({ logo: uploadId })),
    ];
    await test.owner.configurations.delete(one);
    expect(await test.owner.configurations.file(other, "logo")).toMatchObject({ bytes: PNG.length });
    await test.owner.configurations.delete(other);
    expect((await page.save({ logo: uploadId })).json).toMatchObject(refusal("logo"));
    expect((await page.complete(uploadId)).status).toBe(404);
  });

  it("gives up a file when an update takes another one, and keeps it when the update is refused", async () => {
    const [first, second] = [await page.upload(), await page.upload()];
    const saved = answerOf<{ shortId: string; editKey: string }>(await page.save({ logo: first.uploadId }), 201);
    const update = (values: object) => page.post(`configurations/${saved.shortId}`, { editKey: saved.editKey, values });
    expect((await update({ motif: first.uploadId })).json).toMatchObject(refusal("motif"));
    expect((await page.complete(first.uploadId)).json).toMatchObject({ expiresAt: null });
    expect((await update({ logo: first.uploadId, gift: true })).status).toBe(200);
    expect((await update({ logo: second.uploadId })).status).toBe(200);
    expect((await page.complete(first.uploadId)).status).toBe(404);
    expect((await page.complete(second.uploadId)).json).toMatchObject({ expiresAt: null });
  });
});

describe("files that no save has", () => {
  const run = () => test.platform.runSchedule("FileCleanup");
  const bytesAt = async (url: string) => (await fetch(url)).status;

  it("are gone from the bucket after an hour: a replaced one, those of a deleted save, and what was never saved", async () => {
    const [first, second, shared, unsaved] = [
      await page.upload(),
      await page.upload(),
      await page.upload("motif"),
      await page.upload(),
    ].map(({ uploadId }) => uploadId);
    const never = await page.create();
    const values = { logo: first, motif: shared };
    const saved = answerOf<{ shortId: string; editKey: string }>(await page.save(values), 201);
    const other = shortIdOf(await page.save({ motif: shared }));
    const { shortId, editKey } = saved;
    const replaced = await test.owner.configurations.file(shortId, "logo");
    const ended = async (...ids: (string | undefined)[]) => {
      for (const id of ids) await endUpload(test, id ?? "", 61);
    };
    const kept = () => [first, second, shared, unsaved].map((id) => isStored(test, "files", id ?? ""));

    await page.post(`configurations/${shortId}`, { editKey, values: { ...values, logo: second } });
    // It has ended just now: the address that was given for it holds for its five minutes.
    await run();
    expect([kept(), await bytesAt(replaced.url)]).toEqual([[true, true, true, true], 200]);

    await ended(first, unsaved, never.uploadId);
    await run();
    expect([kept(), await bytesAt(replaced.url)]).toEqual([[false, true, true, false], 403]);
    const { url } = await test.owner.configurations.file(shortId, "logo");

    await test.owner.configurations.delete(shortId);
    await ended(second);
    await run();
    expect([kept(), await bytesAt(url)]).toEqual([[false, false, true, false], 403]);
    expect((await dumpTables(test.platform)).filter((item) => item.includes("upl_")).join()).not.toMatch(
      new RegExp(`${first}"|UPLOAD#${second}|${unsaved}|${never.uploadId}`),
    );

    // The other save has it still.
    await expect(endUpload(test, shared ?? "", 61)).rejects.toThrow(/conditional/i);
    expect(await test.owner.configurations.file(other, "motif")).toMatchObject({ bytes: PNG.length });
    await test.owner.configurations.delete(other);
    await ended(shared);
    await run();
    expect(kept()).toEqual([false, false, false, false]);
    expect(test.platform.store.refusals()).toEqual([]);
  });

  it("are deleted by a function that can do nothing else in the bucket, and cannot delete what was sent and not kept", async () => {
    const { uploadId } = await page.upload();
    await endUpload(test, uploadId, 61);
    await run();
    // The bucket's own rule takes this one, a day after it was sent.
    expect([isStored(test, "files", uploadId), isStored(test, "pending", uploadId)]).toEqual([false, true]);
    const statements = test.platform.store.usage().filter(({ roleName }) => /FileCleanup/.test(roleName));
    expect(statements.map(({ sid }) => sid)).toEqual([
      "WriteLogs",
      "QueryCatalogueByWorkspace",
      "UpdateItemCatalogue",
      "DeleteItemCatalogue",
      "DeleteObjectFiles",
    ]);
  });

  it("cannot be saved any more while they go", async () => {
    const { uploadId } = await page.upload();
    await endUpload(test, uploadId, 61);
    const [saved] = await Promise.all([page.save({ logo: uploadId }), run()]);
    expect(saved.json).toMatchObject({ code: "values_not_accepted", errors: [{ code: "upload_not_usable" }] });
    expect((await page.complete(uploadId)).status).toBe(404);
  });
});

it("keeps files through a restart", async () => {
  const first = await startTestPlatform();
  const shop = await openUploadPage(first);
  const shortId = shortIdOf(await shop.save({ logo: (await shop.upload()).uploadId }));
  await first.platform.stop();
  const second = await startTestPlatform({ dataDirectory: first.dataDirectory });
  const { url } = await second.owner.configurations.file(shortId, "logo");
  expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(PNG);
  await second.close();
});
