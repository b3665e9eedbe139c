import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeOf } from "../../../contract/api.ts";
import { OPERATIONS, type OperationId } from "../../../contract/operations.ts";
import { SAVE_BODY_BYTES_MAX } from "../../../contract/schemas/configurations.ts";
import type { Refusal } from "../../../functions/http/answer.ts";
import { pointerOf } from "../../../functions/http/describe-issue.ts";
import { BODY_BYTES_MAX, EMBED_BODY_BYTES_MAX, parseRequest } from "../../../functions/http/parse-request.ts";
import { formatProblem } from "../../../functions/http/response.ts";
import { createCredential } from "../domain/records.ts";
import { type ApiEventOptions, createApiEvent } from "./api-events.ts";

const JSON_TYPE = { "content-type": "application/json" };
const TEXT_TYPE = { "content-type": "text/plain;charset=UTF-8" };
const ACCOUNT = JSON.stringify({ name: "web-shop" });
const SAVE = JSON.stringify({ configuratorId: "cfg_2hJ7sWv9QxTb", values: {} });

function parse(id: OperationId, options: ApiEventOptions) {
  return parseRequest(createApiEvent(id, options), OPERATIONS[id], shapeOf(id));
}
const refusalOf = (id: OperationId, options: ApiEventOptions) => {
  const outcome = parse(id, options);
  return "refusal" in outcome ? outcome.refusal : undefined;
};

describe("a request that fits", () => {
  it("gives its path, query and body, with the contract's defaults", () => {
    expect(parse("getToken", { path: { tokenId: "lks_7Qm2ZfP0aBcD" } })).toEqual({
      path: { tokenId: "lks_7Qm2ZfP0aBcD" },
      query: {},
      body: {},
    });
    expect(parse("listServiceAccounts", { query: { limit: "100" } })).toMatchObject({ query: { limit: 100 } });
    expect(parse("listServiceAccounts", {})).toMatchObject({ query: { limit: 25 } });
    expect(parse("createServiceAccount", { headers: JSON_TYPE, body: ACCOUNT })).toMatchObject({
      body: { name: "web-shop" },
    });
  });

  it("may have its body in base64, as the gateway sends what it takes for binary", () => {
    const body = Buffer.from(ACCOUNT).toString("base64");
    expect(parse("createServiceAccount", { headers: JSON_TYPE, body, isBase64Encoded: true })).toMatchObject({
      body: { name: "web-shop" },
    });
  });

  it("may leave its body out where the contract says so", () => {
    const path = { tokenId: "lks_7Qm2ZfP0aBcD" };
    for (const options of [{ path }, { path, body: "" }, { path, headers: TEXT_TYPE }]) {
      expect(parse("rotateToken", options)).toMatchObject({ body: { graceSeconds: 0 } });
    }
  });

  it("may carry a public token in the query, which is not part of what the operation gets", () => {
    const path = { configuratorId: "cfg_2hJ7sWv9QxTb" };
    expect(parse("loadConfigurator", { path, query: { access_token: "anything" } })).toEqual({
      path,
      query: {},
      body: {},
    });
  });

  it("may begin with a byte order mark", () => {
    expect(refusalOf("createServiceAccount", { headers: JSON_TYPE, body: `\ufeff${ACCOUNT}` })).toBeUndefined();
  });
});

describe("each refusal", () => {
  it.each([
    {},
    { tokenId: "" },
    { tokenId: "lks_" },
    { tokenId: "lks_7Qm2ZfP0aBcD#" },
    { tokenId: "../tokens" },
    { tokenId: "lks_7Qm2ZfP0aBcD", more: "x" },
  ])("not_found: a malformed id is as unknown as any other, %j", (path) =>
    expect(parse("getToken", { path })).toEqual({ refusal: "not_found" }),
  );

  it.each<Record<string, string>>([
    { limit: "0" },
    { limit: "101" },
    { limit: "1.5" },
    { limit: "ten" },
    { cursor: "" },
    { cursor: "x".repeat(2_049) },
    { limi: "10" },
    { limit: "10,20" },
  ])("invalid_query: %j", (query) => expect(refusalOf("listServiceAccounts", { query })).toBe("invalid_query"));

  it("invalid_query: a credential in the query of an operation that takes none there", () => {
    expect(refusalOf("listServiceAccounts", { query: { access_token: "x" } })).toBe("invalid_query");
    expect(refusalOf("getHealth", { query: { access_token: "x" } })).toBe("invalid_query");
  });

  it.each<[Record<string, string>, boolean, boolean]>([
    [{}, false, false],
    [{ "content-type": "" }, false, false],
    [{ "content-type": "application/json" }, true, true],
    [{ "content-type": "application/json; charset=utf-8" }, true, true],
    [{ "content-type": "APPLICATION/JSON" }, true, true],
    [{ "content-type": "text/plain" }, false, true],
    [{ "content-type": "text/plain;charset=UTF-8" }, false, true],
    [{ "content-type": "text/html" }, false, false],
    [{ "content-type": "application/x-www-form-urlencoded" }, false, false],
    [{ "content-type": "multipart/form-data; boundary=x" }, false, false],
    [{ "content-type": "application/jsonp" }, false, false],
    [{ "content-type": "text/plain, application/json" }, false, false],
  ])("unsupported_media_type: %j (management takes it: %s, embed takes it: %s)", (headers, management, embed) => {
    expect(refusalOf("createServiceAccount", { headers, body: ACCOUNT })).toBe(
      management ? undefined : "unsupported_media_type",
    );
    expect(refusalOf("saveConfiguration", { headers, body: SAVE })).toBe(embed ? undefined : "unsupported_media_type");
  });

  it.each([
    "",
    " ",
    "{",
    '{"name":"a",}',
    "name=a",
    "{'name':'a'}",
    "undefined",
    '"\u0001"',
    "[".repeat(30_000),
    "NaN",
    '{"name":"a"}{}',
  ])("malformed_json: %j", (body) =>
    expect(refusalOf("createServiceAccount", { headers: JSON_TYPE, body })).toBe("malformed_json"),
  );

  it("malformed_json: bytes that are not UTF-8", () => {
    const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.of(0xff, 0xfe), Buffer.from('"}')]).toString("base64");
    expect(refusalOf("createServiceAccount", { headers: JSON_TYPE, body, isBase64Encoded: true })).toBe(
      "malformed_json",
    );
  });

  it.each([
    "null",
    "[]",
    "1",
    '"text"',
    "{}",
    '{"name":null}',
    '{"name":"a b"}',
    '{"name":"a#b"}',
    '{"name":["a"]}',
    '{"name":"a","extra":1}',
  ])("invalid_body: %s", (body) =>
    expect(refusalOf("createServiceAccount", { headers: JSON_TYPE, body })).toBe("invalid_body"),
  );
});

describe("the size of a body", () => {
  /** JSON of exactly so many bytes; `é` has two. */
  const jsonOf = (bytes: number, filler = "x") => {
    const count = (bytes - 2) / Buffer.byteLength(filler);
    return `"${filler.repeat(count)}"`;
  };

  it.each([
    ["saveConfiguration", SAVE_BODY_BYTES_MAX],
    ["trackEvents", EMBED_BODY_BYTES_MAX],
    ["diagnoseToken", EMBED_BODY_BYTES_MAX],
    ["createServiceAccount", BODY_BYTES_MAX],
  ] as const)("%s takes %d bytes and not one more", (id, bytesMax) => {
    for (const filler of ["x", "é"]) {
      expect(Buffer.byteLength(jsonOf(bytesMax, filler))).toBe(bytesMax);
      expect(refusalOf(id, { headers: JSON_TYPE, body: jsonOf(bytesMax, filler) })).toBe("invalid_body");
    }
    expect(refusalOf(id, { headers: JSON_TYPE, body: jsonOf(bytesMax + 1) })).toBe("body_too_large");
    expect(refusalOf(id, { headers: JSON_TYPE, body: jsonOf(bytesMax + 2, "é") })).toBe("body_too_large");
  });

  it("is 64 kB for embed operations, 160 kB for saves with their picture, and 384 kB for all others", () => {
    expect([EMBED_BODY_BYTES_MAX, SAVE_BODY_BYTES_MAX, BODY_BYTES_MAX]).toEqual([64 * 1024, 160 * 1024, 384 * 1024]);
  });

  it("counts decoded bytes, not characters of base64", () => {
    const base64 = (bytes: number) => ({
      headers: JSON_TYPE,
      body: Buffer.from(jsonOf(bytes)).toString("base64"),
      isBase64Encoded: true,
    });
    expect(refusalOf("trackEvents", base64(EMBED_BODY_BYTES_MAX))).toBe("invalid_body");
    expect(refusalOf("trackEvents", base64(EMBED_BODY_BYTES_MAX + 1))).toBe("body_too_large");
  });

  it("is looked at before its type and its text", () => {
    expect(refusalOf("createServiceAccount", { body: "{".repeat(BODY_BYTES_MAX + 1) })).toBe("body_too_large");
  });
});

describe("JSON with surprises", () => {
  it("a repeated key counts with its last value", () => {
    const body = '{"name":"first","name":"last"}';
    expect(parse("createServiceAccount", { headers: JSON_TYPE, body })).toMatchObject({ body: { name: "last" } });
  });

  it.each([
    '{"name":"a","__proto__":{"description":"x"}}',
    '{"name":"a","constructor":{"prototype":{"description":"x"}}}',
    '{"name":"a","prototype":{}}',
    '{"name":"a","toString":"x"}',
  ])("a key of the language itself is a field like any other, and an unknown one: %s", (body) => {
    const outcome = parse("createServiceAccount", { headers: JSON_TYPE, body });
    expect(outcome).toMatchObject({ refusal: "invalid_body", errors: [{ code: "unknown_field" }] });
    expect(Object.prototype).not.toHaveProperty("description");
  });

  it("__proto__ in a place that takes any key does not become a prototype", () => {
    const body = `{"configuratorId":"cfg_2hJ7sWv9QxTb","values":{"__proto__":"x","a":1},"metadata":{"__proto__":"y"}}`;
    const outcome = parse("saveConfiguration", { headers: JSON_TYPE, body });
    if ("refusal" in outcome) return;
    const { values, metadata } = Object(outcome.body);
    for (const map of [values, metadata]) expect(Object.getPrototypeOf(map)).toBe(Object.prototype);
  });

  it("nesting as deep as the size allows is answered, not thrown", () => {
    const deep = (open: string, close: string) => {
      const depth = Math.floor((EMBED_BODY_BYTES_MAX - 100) / (open.length + close.length));
      return open.repeat(depth) + close.repeat(depth);
    };
    for (const value of [deep("[", "]"), deep('{"a":', "}").replace("{}", "1}")]) {
      const body = `{"configuratorId":"cfg_2hJ7sWv9QxTb","values":${value}}`;
      expect(["invalid_body", "malformed_json"]).toContain(
        refusalOf("saveConfiguration", { headers: TEXT_TYPE, body }),
      );
    }
    const events = `{"events":[${deep("[", "]")}]}`;
    expect(refusalOf("trackEvents", { headers: TEXT_TYPE, body: events })).toBe("invalid_body");
  });
});

describe("the errors of a refusal", () => {
  it("point into the body (RFC 6901) and say what was expected", () => {
    const body = JSON.stringify({ name: 1, "a/b~c": 2 });
    const { errors } = refused("createServiceAccount", body);
    expect(errors).toEqual([
      { pointer: "/name", code: "invalid_type", message: expect.any(String) },
      { pointer: "/a~1b~0c", code: "unknown_field", message: expect.any(String) },
    ]);
    expect(pointerOf(["events", 0, "a/b", "~"])).toBe("/events/0/a~1b/~0");
    expect(pointerOf([])).toBe("");
  });

  it("are at most 50, however much is wrong", () => {
    const unknown = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 0]));
    expect(refused("createServiceAccount", JSON.stringify(unknown)).errors).toHaveLength(50);
    const values = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, null]));
    expect(
      refused("saveConfiguration", JSON.stringify({ configuratorId: "cfg_2hJ7sWv9QxTb", values })).errors,
    ).toHaveLength(50);
  });

  it("never repeat a value of the request, wherever it was", () => {
    const marker = "m4rk3r-of-a-value";
    const value = fc.oneof(
      fc.constant<unknown>(marker),
      fc.constant<unknown>([marker]),
      fc.constant<unknown>({ id: marker, type: marker }),
      fc.constant<unknown>([{ type: marker }, marker]),
    );
    const names = [
      "kind",
      "label",
      "note",
      "owner",
      "role",
      "scopes",
      "services",
      "domains",
      "expiresAt",
      "name",
      "description",
      "values",
      "events",
      "configuratorId",
      "version",
      "metadata",
      "policies",
      "draft",
    ];
    const ids = [
      "createToken",
      "createServiceAccount",
      "saveConfiguration",
      "trackEvents",
      "updateWorkspace",
      "createConfigurator",
      "diagnoseToken",
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...ids),
        fc.dictionary(fc.constantFrom(...names), value),
        fc.constantFrom("public", "private", marker),
        (id, fields, kind) => {
          const outcome = parse(id, { headers: JSON_TYPE, body: JSON.stringify({ kind, ...fields }) });
          if ("refusal" in outcome) expect(JSON.stringify(outcome)).not.toContain(marker);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("never repeat a secret, even one that was sent as the name of a field", () => {
    const { value, id } = createCredential("private");
    const refusal = refused("createServiceAccount", JSON.stringify({ name: value, [value]: value }));
    const problem = formatProblem(refusal, "request-1").json;
    expect(problem).toContain(`/${id}[redacted]`);
    expect(problem).not.toContain(value.slice(16));
  });
});

it.each([
  [100, "accepted"],
  [101, "invalid_body"],
  [5_000, "invalid_body"],
])("takes %i levels of objects and lists: %s", (levels, outcome) => {
  const body = `{"transactions":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
  const parsed = parse("reportUsage", { path: { serviceId: "svc_6Tq1XbN8wEyH" }, headers: JSON_TYPE, body });
  expect("refusal" in parsed ? parsed.refusal : "accepted").toBe(outcome);
});

function refused(id: OperationId, body: string): Refusal {
  const outcome = parse(id, { headers: JSON_TYPE, body });
  if (!("refusal" in outcome)) throw new Error("the request was accepted");
  return outcome;
}
