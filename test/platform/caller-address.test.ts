import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueToken } from "../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** Two callers on this machine: the whole of 127.0.0.0/8 is loopback. */
const LISTED = "127.0.0.2";
const OTHER = "127.0.0.3";
const LISTED_V6 = "::1";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

interface Caller {
  readonly from: string;
  readonly value: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Past CloudFront, at the gateway's own address. */
  readonly isDirect?: boolean;
  readonly path?: string;
  readonly method?: string;
}

/** The status of one request that comes from an address of the caller's choice. */
function send({
  from,
  value,
  headers = {},
  isDirect = false,
  path = "/v1/whoami",
  method = "GET",
}: Caller): Promise<number> {
  const { platform } = test;
  const { port } = new URL(isDirect ? platform.gatewayUrl : platform.baseUrl);
  const host = from.includes(":") ? LISTED_V6 : "127.0.0.1";
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        host,
        port,
        path,
        method,
        localAddress: from,
        agent: false,
        headers: { ...headers, authorization: `Bearer ${value}` },
      },
      (incoming) => {
        incoming.resume();
        incoming.on("end", () => resolve(incoming.statusCode ?? 0));
      },
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
}

const issueListed = (...allowedAddresses: string[]) =>
  issueToken(test.owner, { role: "owner", scopes: ["account_management:write"], allowedAddresses });

/** What somebody writes who wants to be taken for `LISTED`. */
const FORGERIES: Readonly<Record<string, string>>[] = [
  { "x-forwarded-for": LISTED },
  { "x-forwarded-for": `${LISTED}, ${LISTED}, ${LISTED}` },
  { forwarded: `for=${LISTED}` },
  { "x-real-ip": LISTED },
  { "cloudfront-viewer-address": `${LISTED}:4711` },
  { "latchkey-viewer-address": LISTED },
  { "latchkey-viewer-address": LISTED, "latchkey-edge-secret": "guessed" },
  { "latchkey-viewer-address": LISTED, "latchkey-edge-secret": "x".repeat(48) },
  { "Latchkey-Viewer-Address": LISTED, "Latchkey-Edge-Secret": "", "x-forwarded-for": LISTED },
];

describe("the caller's address", () => {
  it("is the viewer's, through CloudFront", async () => {
    const { value } = await issueListed(LISTED);
    expect(await send({ from: LISTED, value })).toBe(200);
    expect(await send({ from: OTHER, value })).toBe(403);
  });

  it.each(FORGERIES)("is not what a caller writes: %o", async (headers) => {
    const { value } = await issueListed(LISTED);
    expect(await send({ from: OTHER, value, headers })).toBe(403);
    expect(await send({ from: OTHER, value, headers, isDirect: true })).toBe(403);
    expect(await send({ from: LISTED, value, headers: { ...headers, "x-forwarded-for": OTHER } })).toBe(200);
  });

  it("is the connection's, for whoever calls the gateway directly", async () => {
    const { value } = await issueListed(LISTED);
    expect(await send({ from: LISTED, value, isDirect: true })).toBe(200);
    expect(await send({ from: LISTED, value, isDirect: true, headers: { "latchkey-viewer-address": OTHER } })).toBe(
      200,
    );
  });

  it("is believed of CloudFront alone: its secret is in no other function and in nothing that the platform writes", async () => {
    const { functions, distribution } = test.platform.deployment();
    const secrets = distribution.behaviors.map(({ origin }) => origin.customHeaders["latchkey-edge-secret"]);
    const secret = secrets.find((value) => value !== undefined) ?? "";
    expect(secret).toMatch(/^[A-Za-z0-9]{48}$/);
    const holders = functions.filter(({ environment }) => Object.values(environment).includes(secret));
    expect(holders.map(({ environment }) => environment.POWERTOOLS_SERVICE_NAME)).toEqual(["authorizer"]);

    const { value } = await issueListed(LISTED);
    const headers = { "latchkey-edge-secret": secret, "latchkey-viewer-address": LISTED };
    expect(await send({ from: OTHER, value, headers, isDirect: true })).toBe(200);
    expect(JSON.stringify(test.platform.logs.entries())).not.toContain(secret);
  });

  it("is what the audit trail and the last use show", async () => {
    const { id, value } = await issueListed(LISTED);
    const victim = await issueToken(test.owner);
    const path = `/v1/tokens/${victim.id}`;
    expect(await send({ from: LISTED, value, path, method: "DELETE", headers: { "x-forwarded-for": OTHER } })).toBe(
      200,
    );
    const { items } = await test.owner.auditEvents.list();
    expect(items.find(({ target }) => target.id === victim.id && target.type === "token")).toMatchObject({
      operation: "revokeToken",
      ip: LISTED,
    });
    expect(await test.owner.tokens.get(id)).toMatchObject({ lastUsedIp: LISTED });
  });
});

describe("a list of networks on a private token", () => {
  it.each([
    { networks: ["127.0.0.2"], allowed: [LISTED], refused: [OTHER, LISTED_V6] },
    { networks: ["127.0.0.2/31"], allowed: [LISTED, OTHER], refused: ["127.0.0.4", LISTED_V6] },
    { networks: ["127.0.0.0/8", "::1"], allowed: [LISTED, OTHER, LISTED_V6], refused: [] },
    { networks: ["::1/128"], allowed: [LISTED_V6], refused: [LISTED] },
    { networks: ["::ffff:127.0.0.2"], allowed: [LISTED], refused: [OTHER, LISTED_V6] },
    { networks: ["2001:db8::/32"], allowed: [], refused: [LISTED, LISTED_V6] },
  ])("$networks", async ({ networks, allowed, refused }) => {
    const { value } = await issueListed(...networks);
    for (const from of allowed) expect.soft(await send({ from, value }), `from ${from}`).toBe(200);
    for (const from of refused) expect.soft(await send({ from, value }), `from ${from}`).toBe(403);
  });

  it("is explained", async () => {
    const { id } = await issueListed(LISTED);
    const explain = (address?: string) =>
      test.owner.tokens.explain({ tokenId: id, operation: "whoami", ...(address !== undefined && { address }) });
    expect(await explain(LISTED)).toMatchObject({ decision: "allow" });
    expect(await explain(OTHER)).toMatchObject({ decision: "deny", reason: "address_not_listed" });
    expect(await explain(`::ffff:${LISTED}`)).toMatchObject({ decision: "allow" });
    expect(await explain()).toMatchObject({ decision: "deny", reason: "address_not_listed" });
  });
});
