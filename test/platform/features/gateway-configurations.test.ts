import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { feature } from "../../support/features.ts";
import { issueToken } from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

const NOT_FOUND = { status: 404, code: "not_found" };
const createService = (name: string) => test.owner.services.create({ name });

describe(feature(40), () => {
  it("a gateway pulls what production has, with a token, and is told when nothing has changed", async () => {
    const { id } = await createService("Gateway");
    const { value } = await issueToken(test.owner, { services: [id] });
    const path = `/v1/services/${id}/gateway-configuration`;
    expect((await test.request(path, { token: value })).status).toBe(404);
    const document = { upstream: "https://api.example.com", rules: [{ path: "/", weight: 1.5 }], nothing: null };
    await test.owner.gatewayConfigurations.createVersion(id, { document, comment: "first" });
    expect((await test.request(path, { token: value })).status).toBe(404);
    await test.owner.gatewayConfigurations.promote(id, { version: 1 });

    const pulled = await test.request(path, { token: value });
    expect(pulled.status).toBe(200);
    expect(pulled.json).toEqual({ serviceId: id, environment: "production", version: 1, document });
    const etag = pulled.headers.get("etag") ?? "";
    const again = () => test.request(path, { token: value, headers: { "if-none-match": etag } });
    expect(await again()).toMatchObject({ status: 304, text: "" });
    await test.owner.gatewayConfigurations.createVersion(id, { document: { changed: true } });
    expect((await again()).status).toBe(304);
    await test.owner.gatewayConfigurations.promote(id, { version: 2 });
    expect(await again()).toMatchObject({ status: 200, json: { version: 2, document: { changed: true } } });
    expect(await test.client(value).gatewayConfigurations.get(id, { version: 1 })).toEqual({
      serviceId: id,
      environment: null,
      version: 1,
      document,
    });
    const other = await createService("Another gateway");
    expect((await test.request(`/v1/services/${other.id}/gateway-configuration`, { token: value })).status).toBe(404);
  });

  it("staging has the newest version, production what was promoted; a pinned environment does not move", async () => {
    const { id } = await createService("Environments");
    const gateway = test.owner.gatewayConfigurations;
    const add = () => gateway.createVersion(id, { document: {} });
    expect(await gateway.environments(id)).toMatchObject({
      latestVersion: null,
      staging: { version: null, pinned: false },
    });
    await add();
    await add();
    expect(await gateway.environments(id)).toMatchObject({ staging: { version: 2 }, production: { version: null } });
    await gateway.pin(id, { environment: "staging", version: 1 });
    await add();
    await gateway.promote(id, { version: 2 });
    await gateway.pin(id, { environment: "production", version: 2 });
    await expect(gateway.promote(id, { version: 3 })).rejects.toMatchObject({
      status: 409,
      code: "environment_pinned",
    });
    expect(await gateway.environments(id)).toEqual({
      serviceId: id,
      latestVersion: 3,
      staging: { version: 1, pinned: true },
      production: { version: 2, pinned: true },
    });
    await gateway.unpin(id, { environment: "staging" });
    await gateway.unpin(id, { environment: "production" });
    expect(await gateway.promote(id, { version: 3 })).toMatchObject({
      staging: { version: 3, pinned: false },
      production: { version: 3, pinned: false },
    });
    await expect(gateway.pin(id, { environment: "staging", version: 4 })).rejects.toMatchObject(NOT_FOUND);
    expect((await gateway.listVersions(id)).items.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  it("a document has up to 256 kB and 64 levels, and nothing is written of one that is larger", async () => {
    const { id } = await createService("Large");
    const gateway = test.owner.gatewayConfigurations;
    const overhead = JSON.stringify({ text: "" }).length;
    const sized = (bytes: number) => ({ document: { text: "x".repeat(bytes - overhead) } });
    const nested = (levels: number) => `{"document":${'{"a":'.repeat(levels - 1)}{}${"}".repeat(levels)}`;
    const send = (body: string) =>
      test.request(`/v1/services/${id}/gateway-configuration/versions`, {
        method: "POST",
        token: test.demo.ownerToken,
        body,
      });
    await gateway.createVersion(id, sized(256 * 1024));
    await expect(gateway.createVersion(id, sized(256 * 1024 + 1))).rejects.toMatchObject({ code: "invalid_body" });
    expect((await send(nested(64))).status).toBe(201);
    expect((await send(nested(65))).status).toBe(422);
    expect((await send(nested(60_000))).status).toBe(422);
    expect(await gateway.environments(id)).toMatchObject({ latestVersion: 2 });
    expect((await gateway.getVersion(id, 1)).document).toEqual(sized(256 * 1024).document);
  });
});
