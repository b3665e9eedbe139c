import { type Client, type ClientOptions, createClient, type Runtime } from "../../../../sdk/src/index.ts";

export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What the fake API does with one request: answer, fail to connect, or never answer. */
export type Reaction = (() => Response) | Error | "silence";

export interface FakeApi {
  readonly fetch: Runtime["fetch"];
  readonly sent: SentRequest[];
}

/** Reacts to each request in turn; a request too many fails the test. */
export function createFakeApi(...reactions: readonly Reaction[]): FakeApi {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: async (url, init) => {
      const reaction = reactions[sent.length];
      sent.push({
        method: init.method ?? "GET",
        url: new URL(url),
        headers: new Headers(init.headers),
        body: typeof init.body === "string" ? init.body : undefined,
        signal: init.signal ?? undefined,
      });
      if (reaction === undefined) throw new RangeError(`request ${sent.length} was not expected`);
      if (reaction instanceof Error) throw reaction;
      if (reaction === "silence") return new Promise(() => {});
      return reaction();
    },
  };
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reaction =>
  () =>
    Response.json(body, { status, headers });

export const noContent: Reaction = () => new Response(null, { status: 204 });

export const problem = (status: number, code: string, more: Record<string, unknown> = {}, headers = {}): Reaction =>
  json({ type: `/docs/errors/${code}`, title: `Title of ${code}`, status, code, requestId: "req-1", ...more }, status, {
    "content-type": "application/problem+json",
    ...headers,
  });

export const forbidden: Reaction = json({ message: "Forbidden" }, 403, { "apigw-requestid": "gw-1" });

export const page = (items: readonly unknown[], nextCursor: string | null): Reaction => json({ items, nextCursor });

export const connectionReset = () =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }) });

export const BASE_URL = "https://latchkey.example.com";
export const PRIVATE_TOKEN = `lks_7Qm2ZfP0aBcD${"s".repeat(43)}0Ab12z`;
export const PUBLIC_TOKEN = `lkp_4fK2mZq81LpA${"p".repeat(43)}0Ab12z`;
export const SESSION = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzLTEifQ.c2lnbmF0dXJl";

export interface TestClient extends FakeApi {
  readonly client: Client;
  /** The pauses between attempts, in milliseconds. */
  readonly pauses: number[];
}

/** A client of a fake API whose pauses take no time and whose randomness is fixed: `random` gives 0.5 unless told otherwise. */
export function createTestClient(reactions: readonly Reaction[], options: Partial<ClientOptions> = {}): TestClient {
  const api = createFakeApi(...reactions);
  const pauses: number[] = [];
  const client = createClient({
    baseUrl: BASE_URL,
    token: PRIVATE_TOKEN,
    fetch: api.fetch,
    ...options,
    runtime: {
      random: () => 0.5,
      now: () => Date.parse("2026-11-22T12:00:00Z"),
      wait: async (ms) => {
        pauses.push(ms);
      },
      ...options.runtime,
    },
  });
  return { ...api, client, pauses };
}

/** How a promise is rejected; fails when it is not. */
export async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("the promise was not rejected");
}
