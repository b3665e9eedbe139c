import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import type { ParsedToken } from "../../../functions/domain/token.ts";
import { serviceAccountKey, tokenKey } from "../../../functions/store/keys.ts";
import { EXISTS, getItem, put, update } from "../../../functions/store/table.ts";
import { putToken, type StoredToken, updateToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import type { RequestReport } from "../../../local/dynamodb/calls.ts";
import { createCredential, NOON, SHOP, WORKSPACE_ID } from "../domain/records.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { createStoredToken, createSurroundingItems } from "../store/stored-tokens.ts";
import { bearer, createEvent, LIST_ROUTE, type RequestOptions } from "./events.ts";
import { CLIENT_ID, startIssuer, type TestIssuer } from "./issuer.ts";

/**
 * The real handler module over the DynamoDB that `npm start` runs on; each import of the module is a container. Only the clock is not
 * real, so that ten seconds take none.
 */
export type Container = typeof import("../../../functions/authorizer/handler.ts")["handler"];

export let directory: TestDirectory;
export let issuer: TestIssuer;
/** What the containers have logged. */
export let lines: string[];
/** Of the credential that was issued last. */
export let seed = 0;

/** To be called once by a file of tests. */
export function prepareContainers(): void {
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: NOON });
    directory = await startDirectory();
    await transact(
      directory.client,
      createSurroundingItems().map((item) => put(directory, item)),
    );
    issuer = await startIssuer(() => Date.now() / 1000);
    const environment = {
      DIRECTORY_TABLE: directory.name,
      EDGE_SECRET: "edge-secret",
      ISSUER_URL: issuer.url,
      ISSUER_CLIENT_ID: CLIENT_ID,
      ISSUER_JWKS_URI: issuer.jwksUri,
      LOG_LEVEL: "INFO",
      AWS_ENDPOINT_URL_DYNAMODB: directory.endpoint,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "authorizer",
      AWS_SECRET_ACCESS_KEY: "authorizer",
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  });
  afterAll(async () => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    await Promise.all([directory.stop(), issuer.stop()]);
  });
  beforeEach(() => {
    vi.setSystemTime(NOON);
    lines = [];
    vi.spyOn(process.stdout, "write").mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
  });
  afterEach(() => {
    vi.mocked(process.stdout.write).mockRestore();
  });
}

export async function startContainer(): Promise<Container> {
  vi.resetModules();
  const { handler } = await import("../../../functions/authorizer/handler.ts");
  directory.forget();
  return handler;
}

export function nextSeed(): number {
  seed += 1;
  return seed;
}

export async function issue(kind: "public" | "private", changes: Partial<StoredToken> = {}): Promise<ParsedToken> {
  const credential = createCredential(kind, nextSeed());
  await transact(directory.client, [putToken(directory, createStoredToken(credential, changes))]);
  directory.forget();
  return credential;
}

export async function revoke(token: ParsedToken): Promise<void> {
  const outcome = await transact(directory.client, [
    updateToken(directory, createStoredToken(token), { state: "revoked" }),
  ]);
  expect(outcome).toEqual({ written: true });
}

export async function changeOwner(changes: Readonly<Record<string, unknown>>): Promise<void> {
  const key = serviceAccountKey(WORKSPACE_ID, "web-shop");
  await transact(directory.client, [update(directory, key, changes, EXISTS)]);
}

/** The operation, and what kind of item it is about. */
export function describeRequest({ operation, actions }: RequestReport): string {
  return `${operation} ${actions[0]?.leadingKeys[0]?.split("#")[0]}`;
}

/** One good request with a token, as a page or a server makes it. */
export async function use(handler: Container, token: ParsedToken, options: RequestOptions = {}): Promise<boolean> {
  const event =
    token.kind === "public"
      ? createEvent({ headers: { origin: SHOP }, query: { access_token: token.value }, ...options })
      : createEvent({ routeKey: LIST_ROUTE, headers: bearer(token.value), ...options });
  return (await handler(event)).isAuthorized;
}

/** Of the last use. */
export function successfulWrites(): number {
  return directory.requests.filter(
    (request) => describeRequest(request) === "UpdateItem TOKEN" && request.statusCode === 200,
  ).length;
}

export async function stored(token: ParsedToken): Promise<Record<string, unknown> | undefined> {
  return getItem<Record<string, unknown>>(directory, tokenKey(token.id));
}
