import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpTables } from "../support/dump-tables.ts";
import { createManage, textOf } from "../support/rights/manage.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { sized } from "../support/test-size.ts";
import { takeTour } from "../support/tour.ts";

const TOKENS = sized(200, 1000);
const SERVICES = 20;
const SAVES = 20;

/** No secret in any log, error, list, audit event or database item. */
describe("the secrets of hundreds of tokens, and of services, applications, webhooks and saves", () => {
  let test: TestPlatform;
  const values: string[] = [];
  /** Service tokens, application keys, webhook secrets and edit keys. */
  const others: string[] = [];
  /** Everything the API answered, except the answers that issue a token. */
  const answers: string[] = [];

  beforeAll(async () => {
    test = await startTestPlatform();
    await test.owner.serviceAccounts.create({ name: "markers" });
    await Promise.all(
      Array.from({ length: 8 }, async (_, lane) => {
        for (let index = lane; index < TOKENS; index += 8) {
          const { token } = await test.owner.tokens.create({
            kind: "private",
            label: `marker ${index}`,
            role: "viewer",
            scopes: ["account_management:read"],
            owner: { type: "service_account", id: "markers" },
          });
          values.push(token ?? "");
        }
      }),
    );
    await makeOthers();
    await provokeErrors(values);
    await provokeErrors(others);
    await takeTour(test);
    await readEverything();
  });
  afterAll(() => test.close());

  /** Each is issued, rotated with a grace period, and rotated again; service tokens are revealed, too. */
  async function makeOthers(): Promise<void> {
    const manage = createManage(test);
    const keep = async (method: string, path: string, body: object, name: string) => {
      const answer = await manage(method, path, body);
      others.push(textOf(answer, name));
      return answer;
    };
    for (let index = 0; index < SERVICES; index += 1) {
      const service = await keep("POST", "/v1/services", { name: `marker ${index}` }, "token");
      const serviceId = textOf(service, "id");
      const application = await keep("POST", "/v1/applications", { serviceId, name: "marker" }, "key");
      await keep("POST", `/v1/services/${serviceId}/token/rotate`, { graceSeconds: 60 }, "token");
      await keep("POST", `/v1/services/${serviceId}/token/reveal`, {}, "token");
      await keep("POST", `/v1/applications/${textOf(application, "id")}/rotate-key`, { graceSeconds: 60 }, "key");
    }
    const hook = { url: "https://hooks.example.com/marker", events: ["token.expiring"] };
    const webhook = await keep("POST", "/v1/webhooks", hook, "secret");
    await keep("POST", `/v1/webhooks/${textOf(webhook, "id")}/rotate-secret`, { graceSeconds: 60 }, "secret");
    await makeSaves();
  }

  /** Saved with and without an idempotency key, changed and opened again. */
  async function makeSaves(): Promise<void> {
    const page = { token: test.demo.publicToken, origin: test.demo.shopUrl };
    const { configuratorId } = test.demo;
    for (let index = 0; index < SAVES; index += 1) {
      const headers = index % 2 === 0 ? { "idempotency-key": randomUUID() } : {};
      const ask = createManage(test, { ...page, headers });
      const saved = await ask("POST", "/embed/v1/configurations", { configuratorId, values: {} });
      const [shortId, editKey] = [textOf(saved, "shortId"), textOf(saved, "editKey")];
      others.push(editKey);
      const change = { editKey, values: {}, metadata: { index: `${index}` } };
      answers.push(JSON.stringify(await ask("POST", `/embed/v1/configurations/${shortId}`, change)));
      answers.push(JSON.stringify(await ask("GET", `/embed/v1/configurations/${shortId}`)));
      answers.push(JSON.stringify(await createManage(test)("GET", `/v1/configurations/${shortId}`)));
    }
  }

  /** Sends secrets where they do not belong, so that they could be echoed. */
  async function provokeErrors(markers: readonly string[]): Promise<void> {
    const [first = "", second = "", third = ""] = [...markers.slice(0, 2), markers.at(-1)];
    const ask = async (path: string, options: Parameters<TestPlatform["request"]>[1] = {}) => {
      const answer = await test.request(path, options);
      answers.push(answer.text, JSON.stringify([...answer.headers]));
      expect(answer.status).toBeLessThan(500);
    };
    const owner = { token: test.demo.ownerToken };
    await ask(`/v1/whoami?access_token=${first}`);
    await ask("/v1/whoami", { token: `${first},${second}` });
    await ask("/v1/whoami", { token: first.slice(0, -1) });
    await ask("/v1/whoami", { headers: { authorization: `Basic ${first}` } });
    await ask(`/v1/tokens/${first}`, owner);
    await ask(`/v1/tokens?text=${first}`, owner);
    await ask(`/v1/tokens?${first}=1`, owner);
    await ask(`/v1/tokens?cursor=${first}`, owner);
    await ask(`/${first}`, owner);
    await ask("/v1/tokens", { ...owner, method: "POST", body: { [first]: second } });
    await ask("/v1/tokens", { ...owner, method: "POST", body: `{"kind":"${third}` });
    await ask("/v1/tokens", {
      ...owner,
      method: "POST",
      body: {
        kind: "public",
        label: "x",
        owner: { type: "service_account", id: "markers" },
        domains: [`https://${second}`, second],
      },
    });
    await ask("/v1/service-accounts", { ...owner, method: "POST", body: { name: `${first} ${second}` } });
    await ask("/v1/configurators", { ...owner, method: "POST", body: { name: "x", draft: { [third]: first } } });
    await ask("/v1/whoami", { token: second, origin: `https://${first}` });
    await ask("/embed/v1/diagnose", { method: "POST", body: { token: third } });
    await ask(`/embed/v1/configurations?access_token=${test.demo.publicToken}`, {
      method: "POST",
      origin: test.demo.shopUrl,
      body: { configuratorId: test.demo.configuratorId, values: { [first]: second, shade: third } },
    });
    await ask(`/embed/v1/events?access_token=${test.demo.publicToken}`, {
      method: "POST",
      origin: test.demo.shopUrl,
      body: { events: [{ id: first, [second]: third }, second] },
    });
    for (const editKey of [first, third, `${third}0`]) {
      await ask(`/embed/v1/configurations/0000000000000000?access_token=${test.demo.publicToken}`, {
        method: "POST",
        origin: test.demo.shopUrl,
        body: { editKey, values: { [editKey]: editKey }, thumbnail: editKey },
      });
    }
    await ask(`/docs/errors/${first}`);
    await ask("/v1/tokens", { ...owner, method: "POST", body: {}, headers: { "idempotency-key": `${first} x` } });
  }

  async function readEverything(): Promise<void> {
    for await (const token of test.owner.tokens.list({ limit: 100 })) answers.push(JSON.stringify(token));
    for await (const event of test.owner.auditEvents.list({ limit: 100 })) answers.push(JSON.stringify(event));
    for (const path of [
      "service-accounts",
      "members",
      "services",
      "applications",
      "webhooks",
      "embeds",
      "configurations",
    ]) {
      const page = await test.request(`/v1/${path}?limit=100`, { token: test.demo.ownerToken });
      expect([path, page.status]).toEqual([path, 200]);
      answers.push(page.text);
    }
  }

  /** The secret part alone: the first sixteen characters of a token or key are its id, which may be seen. */
  const secrets = () => [...values, ...others].map((value) => value.replace(/^whsec_|^lke_|^lk[a-z]_.{12}/, ""));

  it("were all issued, and differ", () => {
    expect(new Set(values).size).toBe(TOKENS);
    expect(values.every((value) => /^lks_[0-9A-Za-z]{61}$/.test(value))).toBe(true);
    const kinds = [
      /^lkv_[0-9A-Za-z]{61}$/,
      /^lka_[0-9A-Za-z]{61}$/,
      /^whsec_[0-9A-Za-z+/=]{24,}$/,
      /^lke_[0-9A-Za-z]{43}$/,
    ];
    expect(kinds.map((kind) => new Set(others.filter((value) => kind.test(value))).size)).toEqual([
      2 * SERVICES,
      2 * SERVICES,
      2,
      SAVES,
    ]);
    expect(secrets().every((secret) => secret.length >= 24)).toBe(true);
  });

  it("are in no answer but the one that issued them", () => {
    const text = answers.join("\n");
    expect(text.length).toBeGreaterThan(100_000);
    expect(secrets().filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("are in no log line", () => {
    const text = test.platform.logs
      .entries()
      .map(({ line }) => line)
      .join("\n");
    expect(text).toContain("secret_in_url");
    expect(text.split("\n").length).toBeGreaterThan(TOKENS);
    expect(secrets().filter((secret) => text.includes(secret))).toEqual([]);
  });

  it("are in no table item", async () => {
    const items = await dumpTables(test.platform);
    const text = items.join("\n");
    // The search must be able to find something: the ids are there.
    expect(values.filter((value) => !text.includes(value.slice(0, 16)))).toEqual([]);
    expect(secrets().filter((secret) => text.includes(secret))).toEqual([]);
    expect(text.includes(test.demo.ownerToken.slice(16))).toBe(false);
  });

  it("are in no file of the platform; the demo's own are in demo.json alone, which only its owner can read", async () => {
    await test.platform.stop();
    const files = filesBelow(test.dataDirectory).filter((file) => !file.endsWith("demo.json"));
    const text = Buffer.concat(files.map((file) => readFileSync(file))).toString("latin1");
    const [first = ""] = values;
    expect(text.includes(first.slice(0, 16))).toBe(true);
    expect(secrets().filter((secret) => text.includes(secret))).toEqual([]);
    expect(text.includes(test.demo.ownerToken.slice(16))).toBe(false);
    expect(statSync(join(test.dataDirectory, "demo.json")).mode & 0o777).toBe(0o600);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
