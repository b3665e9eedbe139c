import type * as z from "zod";
import type { ErrorCode } from "../../contract/errors.ts";
import { NOTHING, type OperationShape } from "../../contract/operation-shape.ts";
import type { Operation } from "../../contract/operations.ts";
import { isShallow } from "../domain/json-depth.ts";
import { type Refusal, refuse } from "./answer.ts";
import { describeIssue } from "./describe-issue.ts";
import type { ApiEvent } from "./event.ts";

export const EMBED_BODY_BYTES_MAX = 64 * 1024;
export const BODY_BYTES_MAX = 384 * 1024;
const FIELD_ERRORS_MAX = 50;
const DEPTH_MAX = 100;

export interface RequestParts {
  readonly path: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Reads path, query and body by the contract. An unknown id and a malformed one get the same 404. */
export function parseRequest(event: ApiEvent, operation: Operation, shape: OperationShape): RequestParts | Refusal {
  const path = (shape.path ?? NOTHING).safeParse(event.pathParameters ?? {});
  if (!path.success) return refuse("not_found");
  const query = (shape.query ?? NOTHING).safeParse(readQuery(event, operation));
  if (!query.success) return refuseFields("invalid_query", query.error);
  if (shape.body === undefined) return { path: path.data, query: query.data, body: {} };
  const json = readJson(event, operation, shape);
  if ("refusal" in json) return json;
  const body = shape.body.safeParse(json.value);
  if (!body.success) return refuseFields("invalid_body", body.error);
  return { path: path.data, query: query.data, body: body.data };
}

/** The query without the credential, which is the authorizer's business. */
function readQuery(event: ApiEvent, operation: Operation): Record<string, string | undefined> {
  const { access_token: credential, ...query } = event.queryStringParameters ?? {};
  return operation.credentials.includes("public") || credential === undefined
    ? query
    : { ...query, access_token: credential };
}

function readJson(event: ApiEvent, operation: Operation, shape: OperationShape): { readonly value: unknown } | Refusal {
  const isEmbed = operation.path.startsWith("/embed/");
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const bytesMax = shape.bodyBytesMax ?? (isEmbed ? EMBED_BODY_BYTES_MAX : BODY_BYTES_MAX);
  if (bytes.length > bytesMax) return refuse("body_too_large");
  if (bytes.length === 0 && shape.bodyOptional) return { value: {} };
  const mediaType = (event.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json" && !(isEmbed && mediaType === "text/plain")) {
    return refuse("unsupported_media_type", {
      detail: isEmbed ? "Send application/json or text/plain." : "Send application/json.",
    });
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    // Only an escape can make half a surrogate pair, which no store and no UTF-8 answer can hold.
    const value: unknown = /\\ud[89a-f]/i.test(text) ? JSON.parse(text, assertWellFormed) : JSON.parse(text);
    return isShallow(value, DEPTH_MAX) ? { value } : refuseDepth();
  } catch {
    return refuse("malformed_json");
  }
}

/** What is deeper would exhaust the stack of whatever walks through it. */
function refuseDepth(): Refusal {
  const message = `Nest at most ${DEPTH_MAX} objects and lists.`;
  return refuse("invalid_body", { errors: [{ pointer: "", code: "too_deep", message }] });
}

/** A reviver. @throws SyntaxError for a text that is not well-formed Unicode */
function assertWellFormed(key: string, value: unknown): unknown {
  if (!key.isWellFormed() || (typeof value === "string" && !value.isWellFormed())) {
    throw new SyntaxError("half a surrogate pair");
  }
  return value;
}

function refuseFields(code: ErrorCode, error: z.ZodError): Refusal {
  return refuse(code, { errors: error.issues.flatMap(describeIssue).slice(0, FIELD_ERRORS_MAX) });
}
