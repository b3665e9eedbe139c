import type { HttpResponse } from "../http/message.ts";
import { isJsonArray, isJsonObject, type Json } from "../template/json.ts";

/**
 * Turns what a function returned into an answer, by the rules of payload format 2.0: with a `statusCode` the members say
 * everything; without one the whole value is the JSON body of a 200.
 *
 * @returns undefined for an answer that the gateway cannot use: the client then gets 500
 */
export function parseIntegrationResponse(payload: Json): HttpResponse | undefined {
  if (!isJsonObject(payload) || payload.statusCode === undefined) {
    return { status: 200, headers: [["content-type", "application/json"]], body: Buffer.from(JSON.stringify(payload)) };
  }
  const { statusCode, headers = {}, cookies = [], body = "", isBase64Encoded = false } = payload;
  const status = parseStatus(statusCode);
  const fields = parseHeaders(headers);
  const setCookies = parseCookies(cookies);
  const bytes = parseBody(body, isBase64Encoded);
  if (status === undefined || fields === undefined || setCookies === undefined || bytes === undefined) return undefined;
  const hasType = fields.some(([name]) => name === "content-type");
  return {
    status,
    headers: [...(hasType || bytes.length === 0 ? [] : [DEFAULT_TYPE]), ...fields, ...setCookies],
    body: bytes,
  };
}

const DEFAULT_TYPE = ["content-type", "text/plain; charset=utf-8"] as const;
type Field = readonly [name: string, value: string];

function parseStatus(value: Json): number | undefined {
  const status = typeof value === "string" ? Number(value) : value;
  return typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}

function parseHeaders(value: Json): Field[] | undefined {
  if (value === null) return [];
  if (!isJsonObject(value)) return undefined;
  const fields = Object.entries(value).map(([name, field]): Field | undefined =>
    isScalar(field) && isFieldText(String(field)) && /^[!#$%&'*+\-.^_`|~\w]+$/.test(name)
      ? [name.toLowerCase(), String(field)]
      : undefined,
  );
  return allOf(fields);
}

function parseCookies(value: Json): Field[] | undefined {
  if (value === null) return [];
  if (!isJsonArray(value)) return undefined;
  return allOf(
    value.map((cookie): Field | undefined =>
      typeof cookie === "string" && isFieldText(cookie) ? ["set-cookie", cookie] : undefined,
    ),
  );
}

function parseBody(value: Json, isBase64Encoded: Json): Buffer | undefined {
  if (value === null) return Buffer.alloc(0);
  if (typeof value !== "string") return undefined;
  return Buffer.from(value, isBase64Encoded === true ? "base64" : "utf8");
}

function isScalar(value: Json): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** What may stand in a header line: anything but control characters. */
function isFieldText(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

function allOf<Value>(values: readonly (Value | undefined)[]): Value[] | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === values.length ? present : undefined;
}
