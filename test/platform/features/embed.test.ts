import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CAPABILITIES } from "../../../functions/domain/rights.ts";
import { feature } from "../../support/features.ts";
import { readRightsDocument } from "../../support/rights/document.ts";
import { type RequestOptions, startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

describe(feature(29), () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  /** As a page of the shop, with a token in the query. */
  const ask = (path: string, { token = test.demo.publicToken, ...options }: RequestOptions = {}) =>
    test.request(`${path}?access_token=${token}`, {
      origin: test.demo.shopUrl,
      headers: { "content-type": "text/plain" },
      baseUrl: test.platform.gatewayUrl,
      ...options,
    });
  const load = (token?: string) => ask(`/embed/v1/configurators/${test.demo.configuratorId}`, token ? { token } : {});
  const save = (token?: string) =>
    ask("/embed/v1/configurations", {
      method: "POST",
      body: { configuratorId: test.demo.configuratorId, values: {} },
      ...(token && { token }),
    });
  const resume = (shortId: string, token?: string) =>
    ask(`/embed/v1/configurations/${shortId}`, token ? { token } : {});
  const track = (token?: string) =>
    ask("/embed/v1/events", {
      method: "POST",
      body: {
        events: [
          {
            id: randomUUID(),
            name: "load",
            configuratorId: test.demo.configuratorId,
            occurredAt: new Date().toISOString(),
          },
        ],
      },
      ...(token && { token }),
    });

  it("does all four on a listed page", async () => {
    expect((await load()).status).toBe(200);
    const saved = await save();
    expect(saved.status).toBe(201);
    const { shortId } = saved.json as { readonly shortId: string };
    expect((await resume(shortId)).json).toMatchObject({ shortId });
    expect((await track()).json).toMatchObject({ accepted: 1 });
  });

  it.each(CAPABILITIES)("does one of the four, when it was given %s alone", async (capability) => {
    const { token } = await test.owner.tokens.create({
      kind: "public",
      label: capability,
      owner: { type: "service_account", id: test.demo.serviceAccount },
      scopes: [capability],
      domains: [test.demo.shopUrl],
    });
    const { shortId } = (await save()).json as { readonly shortId: string };
    const value = token ?? "";
    const statuses = {
      "embed:load": (await load(value)).status,
      "embed:save": (await save(value)).status,
      "embed:resume": (await resume(shortId, value)).status,
      "embed:track": (await track(value)).status,
    };
    const refused = { "embed:load": 403, "embed:save": 403, "embed:resume": 403, "embed:track": 403 };
    expect(statuses).toEqual({ ...refused, [capability]: capability === "embed:save" ? 201 : 200 });
  });

  it("opens nothing else that needs a credential", async () => {
    const others = readRightsDocument().filter(
      ({ credentials }) => credentials.length > 0 && !credentials.includes("public"),
    );
    expect(others.length).toBeGreaterThan(50);
    for (const { id, method, path } of others) {
      const answer = await ask(path.replaceAll(/\{[^}]+\}/g, "0"), { method });
      expect([id, answer.status, answer.text]).toEqual([id, 403, '{"message":"Forbidden"}']);
    }
  });
});
