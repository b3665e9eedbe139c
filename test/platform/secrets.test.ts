import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpTables } from "../support/dump-tables.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";
import { takeTour } from "../support/tour.ts";

const TOKENS = 1000;

/** No secret in any log, error, list, audit event or database item. */
describe("the secrets of a thousand tokens", () => {
  let test: TestPlatform;
  const values: string[] = [];
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
    await provokeErrors();
    await takeTour(test);
    await readEverything();
  });
  afterAll(() => test.close());

  /** Sends secrets where they do not belong, so that they could be echoed. */
  async function provokeErrors(): Promise<void> {
    const [first = "", second = "", third = ""] = values;
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
    await ask(`/docs/errors/${first}`);
    await ask("/v1/tokens", { ...owner, method: "POST", body: {}, headers: { "idempotency-key": `${first} x` } });
  }

  async function readEverything(): Promise<void> {
    for await (const token of test.owner.tokens.list({ limit: 100 })) answers.push(JSON.stringify(token));
    for await (const event of test.owner.auditEvents.list({ limit: 100 })) answers.push(JSON.stringify(event));
    for await (const account of test.owner.serviceAccounts.list()) answers.push(JSON.stringify(account));
  }

  /** The secret part alone: the first sixteen characters are the id, which may be seen. */
  const secrets = () => values.map((value) => value.slice(16));

  it("were all issued, and differ", () => {
    expect(new Set(values).size).toBe(TOKENS);
    expect(values.every((value) => /^lks_[0-9A-Za-z]{61}$/.test(value))).toBe(true);
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
