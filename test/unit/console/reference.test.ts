import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { filterGroups, groupOperations, type OpenApi, resolveSchema } from "../../../console/src/docs/openapi.ts";
import { findMistake, formatCurl, planRequest } from "../../../console/src/docs/request.ts";
import { describeType, sampleOf } from "../../../console/src/docs/sample.ts";
import { OPERATIONS } from "../../../contract/operations.ts";

const API: OpenApi = JSON.parse(
  readFileSync(new URL("../../../contract/generated/openapi.json", import.meta.url), "utf8"),
);
const OPERATION_LIST = groupOperations(API).flatMap(({ operations }) => operations);

function operation(id: string) {
  const found = OPERATION_LIST.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
}

describe("the API reference", () => {
  it("shows every operation of the contract once, except the preflight", () => {
    const expected = Object.keys(OPERATIONS).filter((id) => id !== "preflight");
    expect(OPERATION_LIST.map(({ operationId }) => operationId).sort()).toEqual(expected.sort());
  });

  it("finds operations by all words of a search, in id, path and summary", () => {
    const found = filterGroups(groupOperations(API), "ROTATE webhook").flatMap(({ operations }) => operations);
    expect(found.map(({ operationId }) => operationId)).toEqual(["rotateWebhookSecret"]);
    expect(filterGroups(groupOperations(API), "no such thing")).toEqual([]);
    expect(filterGroups(groupOperations(API), "  ")).toHaveLength(groupOperations(API).length);
  });

  it("resolves every reference that the document holds", () => {
    const references = [...JSON.stringify(API).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = ""]) => reference);
    expect(references.length).toBeGreaterThan(100);
    for (const $ref of new Set(references)) expect.soft(resolveSchema(API, { $ref }), $ref).not.toEqual({});
  });

  it("begins each body with an example that is JSON and has what is required", () => {
    for (const { operationId, requestBody } of OPERATION_LIST) {
      for (const { schema } of Object.values(requestBody?.content ?? {})) {
        const sample = sampleOf(API, schema);
        const { required = [], oneOf, anyOf } = resolveSchema(API, schema);
        expect.soft(sample, operationId).toBeTypeOf("object");
        if (oneOf === undefined && anyOf === undefined) {
          expect.soft(Object.keys(sample ?? {}), operationId).toEqual(expect.arrayContaining([...required]));
        }
      }
    }
  });

  it("describes types in words", () => {
    expect(describeType(API, { type: "string", minLength: 1, maxLength: 120 })).toBe("string, 1 to 120 characters");
    expect(describeType(API, { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER })).toBe(
      "integer, at least 1",
    );
    expect(describeType(API, { enum: ["a", "b"] })).toBe('"a" or "b"');
    expect(describeType(API, { type: ["string", "null"] })).toBe("string or null");
    expect(describeType(API, { type: "array", items: { type: "string" }, minItems: 1 })).toBe(
      "list of string, at least 1 entries",
    );
  });
});

describe("a request of the reference", () => {
  it("puts parameters where they belong, escaped, and leaves out what is empty", () => {
    const planned = planRequest(operation("getToken"), { parameters: { tokenId: "a/b ?" }, body: "" });
    expect(planned).toEqual({ method: "GET", target: "/v1/tokens/a%2Fb%20%3F", headers: {}, body: undefined });
    const list = planRequest(operation("listTokens"), {
      parameters: { limit: "5", text: "a&b", cursor: "" },
      body: "",
    });
    expect(list.target).toBe("/v1/tokens?limit=5&text=a%26b");
  });

  it("is not sent while something is missing or the body is not JSON", () => {
    const draft = { token: "lks_x", parameters: {}, body: "{" };
    expect(findMistake(operation("getToken"), draft)).toBe("Fill in tokenId.");
    expect(findMistake(operation("listTokens"), { ...draft, token: " " })).toBe("Paste a token first.");
    expect(findMistake(operation("createToken"), draft)).toMatch(/^The body is not valid JSON/);
    expect(findMistake(operation("createToken"), { ...draft, body: "{}" })).toBeUndefined();
    expect(findMistake(operation("getHealth"), { ...draft, token: "" })).toBeUndefined();
  });

  it("becomes a shell command without the token, in which nothing breaks out of its quotes", () => {
    const body = JSON.stringify({ label: "it's $(rm) `x`" });
    const curl = formatCurl(
      "https://l.example",
      planRequest(operation("createToken"), { parameters: {}, body }),
      false,
    );
    expect(curl).toBe(
      `curl -X POST 'https://l.example/v1/tokens' \\\n  -H "Authorization: Bearer $LATCHKEY_TOKEN" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw '{"label":"it'\\''s $(rm) \`x\`"}'`,
    );
  });
});
