import { describe, expect, it } from "vitest";
import { ERROR_CODES, ERRORS } from "../../../contract/errors.ts";
import { OPERATIONS, type OperationId } from "../../../contract/operations.ts";
import { problem } from "../../../contract/schemas/common.ts";
import type { Principal } from "../../../functions/domain/decide.ts";
import { type Answer, type Refusal, refuse } from "../../../functions/http/answer.ts";
import { formatProblem, formatResponse } from "../../../functions/http/response.ts";
import { createCredential, SHOP } from "../domain/records.ts";
import { createApiEvent, createPage, createServerPrincipal } from "./api-events.ts";

const OK: Answer = { status: 200, body: { ok: true } };

/** The headers of the answer to a page that sends this Origin header, as the authorizer let it pass. */
function headersFor(id: OperationId, options: Parameters<typeof createApiEvent>[1], outcome: Answer | Refusal = OK) {
  return formatResponse(outcome, createApiEvent(id, options)).headers ?? {};
}

describe("an answer", () => {
  it("is JSON, must not be stored, and is not sniffed", () => {
    expect(formatResponse(OK, createApiEvent("getHealth"))).toEqual({
      statusCode: 200,
      headers: {
        "content-type": "application/json",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        vary: "Origin",
      },
      body: '{"ok":true}',
    });
  });

  it("without a body has no content type", () => {
    const response = formatResponse({ status: 204 }, createApiEvent("getHealth"));
    expect(response).not.toHaveProperty("body");
    expect(response.headers).not.toHaveProperty("content-type");
  });

  it("goes out as it is when it is JSON text or plain text already", () => {
    expect(formatResponse({ status: 200, json: '{"a": 1}' }, createApiEvent("getHealth")).body).toBe('{"a": 1}');
    const text = formatResponse({ status: 200, text: "hello" }, createApiEvent("getHealth"));
    expect(text).toMatchObject({ body: "hello", headers: { "content-type": "text/plain; charset=utf-8" } });
  });

  it("goes out in the coding that it is in", () => {
    const encoded = Buffer.from([0, 255]);
    const answer = { status: 200, json: "{}", encoded, headers: { "content-encoding": "br" } };
    const response = formatResponse(answer, createApiEvent("getHealth"));
    expect(response).toMatchObject({ body: "AP8=", isBase64Encoded: true });
    expect(response.headers).toMatchObject({ "content-type": "application/json", "content-encoding": "br" });
  });

  it("may set headers of its own", () => {
    const headers = { "cache-control": "public, max-age=50", etag: '"a"' };
    expect(headersFor("getHealth", {}, { ...OK, headers })).toMatchObject(headers);
  });
});

describe("a problem", () => {
  it.each(ERROR_CODES)("%s fits the contract, has its status, and says which request it was", (code) => {
    const response = formatResponse(refuse(code, { detail: "A sentence." }), createApiEvent("getHealth"));
    const body: unknown = JSON.parse(response.body ?? "");
    expect(problem.safeParse(body).error).toBeUndefined();
    expect(response.statusCode).toBe(ERRORS[code].status);
    expect(body).toEqual({
      type: `/docs/errors/${code}`,
      title: ERRORS[code].title,
      status: ERRORS[code].status,
      code,
      detail: "A sentence.",
      requestId: "request-1",
    });
    expect(response.headers).toMatchObject({ "content-type": "application/problem+json", "cache-control": "no-store" });
  });

  it("says when to come again, and only where that helps", () => {
    for (const code of ERROR_CODES) {
      const { headers = {} } = formatProblem(refuse(code), "request-1");
      expect("retry-after" in headers).toBe(ERRORS[code].status === 429);
    }
  });

  it("holds no secret, in none of its texts", () => {
    const { value } = createCredential("private");
    const errors = [{ pointer: `/${value}`, code: "custom", message: `not ${value}` }] as const;
    const { json } = formatProblem(refuse("invalid_body", { detail: value, errors }), "request-1");
    expect(json).not.toContain(value.slice(16));
    expect(() => JSON.parse(json ?? "")).not.toThrow();
  });
});

describe("the header that says when the credential ends", () => {
  const at = createApiEvent("whoami").requestContext.timeEpoch;
  const DAY = 24 * 60 * 60 * 1000;
  const header = (changes: Partial<Principal>, outcome: Answer | Refusal = OK) => {
    const event = createApiEvent("whoami", { principal: createServerPrincipal(changes) });
    return formatResponse(outcome, event).headers?.["latchkey-token-expires-at"];
  };

  it.each(["private", "service"] as const)(
    "is there for a %s token in its last 30 days, to the millisecond",
    (kind) => {
      expect(header({ kind, expiresAtEpochMs: at + 30 * DAY })).toBe(new Date(at + 30 * DAY).toISOString());
      expect(header({ kind, expiresAtEpochMs: at + 1 })).toBe(new Date(at + 1).toISOString());
      expect(header({ kind, expiresAtEpochMs: at + 30 * DAY + 1 })).toBeUndefined();
      expect(header({ kind, expiresAtEpochMs: at })).toBeUndefined();
      expect(header({ kind })).toBeUndefined();
    },
  );

  it("is there in a refusal too", () => {
    expect(header({ kind: "private", expiresAtEpochMs: at + DAY }, refuse("not_found"))).toBeDefined();
  });

  it("is neither for a public token nor for a session", () => {
    expect(header({ kind: "public", expiresAtEpochMs: at + DAY })).toBeUndefined();
    expect(header({ kind: "session", expiresAtEpochMs: at + DAY })).toBeUndefined();
  });
});

describe("rule 7: CORS", () => {
  const exposed = "access-control-expose-headers";
  const allowed = "access-control-allow-origin";

  it("lets the page read that the authorizer let pass", () => {
    const headers = headersFor("loadConfigurator", { headers: { origin: SHOP }, principal: createPage() });
    expect(headers).toMatchObject({ [allowed]: SHOP, vary: "Origin" });
    expect(String(headers[exposed]).split(", ")).toEqual(expect.arrayContaining(["ETag", "Retry-After"]));
  });

  it("names no headers to the page that a cache could give to others", () => {
    const headers = headersFor(
      "loadConfigurator",
      { headers: { origin: SHOP }, principal: createPage() },
      { ...OK, headers: { "cache-control": "public, max-age=50" } },
    );
    expect(headers).toMatchObject({ [allowed]: SHOP });
    expect(headers).not.toHaveProperty(exposed);
  });

  it("takes the origin from the authorizer's word and never from the header", () => {
    const headers = headersFor("loadConfigurator", {
      headers: { origin: "https://evil.example" },
      principal: createPage(),
    });
    expect(headers[allowed]).toBe(SHOP);
  });

  it("is the same for refusals: the page may read why", () => {
    const headers = headersFor(
      "loadConfigurator",
      { headers: { origin: SHOP }, principal: createPage() },
      refuse("not_found"),
    );
    expect(headers[allowed]).toBe(SHOP);
  });

  it.each([undefined, "null", "", `${SHOP},${SHOP}`, `${SHOP}/`, "https://evil.example\r\nx: y", "*"])(
    "never echoes what is not an origin: %j",
    (origin) => {
      const headers = origin === undefined ? {} : { origin };
      for (const given of [
        headersFor("getHealth", { headers }),
        headersFor("preflight", { headers }),
        headersFor("diagnoseToken", { headers }),
      ]) {
        expect(given).not.toHaveProperty(allowed);
        expect(given).not.toHaveProperty(exposed);
        expect(given.vary).toBe("Origin");
      }
    },
  );

  it("an open operation may be read from any page", () => {
    for (const id of ["getHealth", "getOpenApi", "diagnoseToken", "preflight"] as const) {
      expect(headersFor(id, { headers: { origin: "https://any.example" } })[allowed]).toBe("https://any.example");
    }
  });

  it("a caller without an origin gets none, on its own route", () => {
    const headers = headersFor("listTokens", {
      headers: { origin: "https://any.example" },
      principal: createServerPrincipal(),
    });
    expect(headers).not.toHaveProperty(allowed);
    expect(headers.vary).toBe("Origin");
  });

  it("a private token in a browser may be read by the page that holds it", () => {
    const principal = createServerPrincipal({ origin: createPage("https://tools.example.com").origin });
    expect(headersFor("listTokens", { headers: { origin: "https://tools.example.com" }, principal })[allowed]).toBe(
      "https://tools.example.com",
    );
  });

  it("a route with an authorizer is never taken for an open one, even when the authorizer said nothing", () => {
    const event = createApiEvent("listTokens", {
      headers: { origin: "https://evil.example" },
      principal: createServerPrincipal(),
    });
    Object.assign(event.requestContext.authorizer ?? {}, { lambda: {} });
    expect(formatResponse(refuse("not_authorized"), event).headers).not.toHaveProperty(allowed);
    Object.assign(event.requestContext.authorizer ?? {}, { lambda: undefined });
    expect(formatResponse(refuse("not_authorized"), event).headers).not.toHaveProperty(allowed);
  });

  it("never allows credentials, on no route and in no answer", () => {
    for (const id of Object.keys(OPERATIONS).filter((name): name is OperationId => name in OPERATIONS)) {
      for (const outcome of [OK, refuse("internal_error")]) {
        for (const principal of [createPage(), createServerPrincipal()]) {
          const names = Object.keys(headersFor(id, { headers: { origin: SHOP }, principal }, outcome));
          expect(names).not.toContain("access-control-allow-credentials");
          expect(names.every((name) => name === name.toLowerCase())).toBe(true);
        }
      }
    }
  });

  it("is never a star: an answer names one origin", () => {
    expect(headersFor("getHealth", { headers: { origin: SHOP } })[allowed]).toBe(SHOP);
  });
});
