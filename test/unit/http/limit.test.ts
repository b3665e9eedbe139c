import type { Context } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { API } from "../../../contract/api.ts";
import { ERRORS } from "../../../contract/errors.ts";
import { OPERATIONS } from "../../../contract/operations.ts";
import type { LimitVerdict } from "../../../functions/domain/limits.ts";
import { createHandler } from "../../../functions/http/create-handler.ts";
import { createLogger } from "../../../functions/http/logger.ts";
import { formatResponse } from "../../../functions/http/response.ts";
import { SHOP } from "../domain/records.ts";
import { type ApiEventOptions, createApiEvent, createPage } from "./api-events.ts";

const WITHIN: LimitVerdict = { name: "requestsPerMinute", limit: 60, remaining: 12, resetSeconds: 34, exceeded: false };
const BEYOND: LimitVerdict = { name: "savesPerDay", limit: 5, remaining: 0, resetSeconds: 3600, exceeded: true };

beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, "write").mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const saveConfiguration = vi.fn(async (_request: object) => ({ status: 201, body: { ok: true } }));
const handler = createHandler(createLogger(), { operations: OPERATIONS, shapes: API }, { saveConfiguration });
const save = (options: ApiEventOptions) =>
  handler(
    createApiEvent("saveConfiguration", {
      headers: { "content-type": "text/plain" },
      principal: createPage(),
      ...options,
    }),
    {} as Context,
  );

describe("a request beyond a limit", () => {
  it("is answered before the operation runs, readable by the page, with what to wait for", async () => {
    const answer = await save({ body: "not even JSON", limit: BEYOND });
    expect(saveConfiguration).not.toHaveBeenCalled();
    expect(answer).toMatchObject({
      statusCode: 429,
      headers: {
        "content-type": "application/problem+json",
        "access-control-allow-origin": SHOP,
        "retry-after": "3600",
        "ratelimit-policy": '"savesPerDay";q=5;w=86400',
        ratelimit: '"savesPerDay";r=0;t=3600',
        "cache-control": "no-store",
      },
    });
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ code: "quota_exceeded", title: ERRORS.quota_exceeded.title });
  });

  it("without a principal is not authorized all the same", async () => {
    const event = createApiEvent("saveConfiguration", { principal: createPage(), limit: BEYOND });
    Object.assign(event.requestContext.authorizer?.lambda ?? {}, { principal: undefined });
    expect(await handler(event, {} as Context)).toMatchObject({ statusCode: 401 });
  });
});

describe("the limit headers", () => {
  const headersOf = (options: ApiEventOptions, headers?: Readonly<Record<string, string>>) =>
    formatResponse({ status: 200, body: {}, ...(headers && { headers }) }, createApiEvent("saveConfiguration", options))
      .headers ?? {};
  const limited = { principal: createPage(), limit: WITHIN };

  it("are on every answer of a token that has limits, and the page may read them", () => {
    const headers = headersOf(limited);
    expect(headers).toMatchObject({
      "ratelimit-policy": '"requestsPerMinute";q=60;w=60',
      ratelimit: '"requestsPerMinute";r=12;t=34',
    });
    expect(headers).not.toHaveProperty("retry-after");
    const exposed = String(headers["access-control-expose-headers"]).split(", ");
    expect(exposed).toEqual(expect.arrayContaining(["RateLimit", "RateLimit-Policy", "Retry-After"]));
  });

  it("are not on what a cache may keep, which would tell them to others later", () => {
    const headers = headersOf(limited, { "cache-control": "public, max-age=42" });
    expect(Object.keys(headers).filter((name) => name.startsWith("ratelimit"))).toEqual([]);
  });

  it("are not on answers to those who have none", () => {
    const headers = headersOf({ principal: createPage() });
    expect(Object.keys(headers).filter((name) => name.startsWith("ratelimit"))).toEqual([]);
  });

  it("do not take the place of an operation's own", () => {
    expect(headersOf(limited, { ratelimit: '"plan";r=1;t=1' })).toMatchObject({ ratelimit: '"plan";r=1;t=1' });
  });
});
