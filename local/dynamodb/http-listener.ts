import { randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { crc32 } from "node:zlib";
import { ApiError, authorizationError, serializationError, unknownOperationError } from "./api-error.ts";

const REQUEST_BYTES_MAX = 16 * 1024 * 1024;
const CONTENT_TYPE = "application/x-amz-json-1.0";
const TARGET_PREFIX = "DynamoDB_20120810.";

/** A request whose envelope could be read. */
export interface WireRequest {
  readonly operation: string;
  readonly accessKeyId: string;
  /** Parsed JSON, otherwise unchecked. */
  readonly body: unknown;
}

export interface WireAnswer {
  readonly statusCode: number;
  readonly body: object;
}

/** What could be read of a request before its envelope turned out to be wrong. */
export interface Envelope {
  operation: string;
  accessKeyId: string;
}

/** Speaks DynamoDB's JSON protocol 1.0. */
export function createHttpListener(handler: {
  answer(request: WireRequest): Promise<WireAnswer>;
  refuse(error: ApiError, envelope: Envelope): WireAnswer;
}): RequestListener {
  return (request, response) => {
    // Nobody is left to answer when the client went away in the middle of its request.
    serve(request, response).catch(() => response.destroy());
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request);
    if (text === undefined) return sendTooLarge(response);
    const envelope: Envelope = { operation: "", accessKeyId: "" };
    const parsed = parseEnvelope(request, text, envelope);
    send(response, parsed instanceof ApiError ? handler.refuse(parsed, envelope) : await handler.answer(parsed));
  }
}

/** Undefined when the body is larger than DynamoDB takes. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= REQUEST_BYTES_MAX) chunks.push(chunk);
  }
  return bytes > REQUEST_BYTES_MAX ? undefined : Buffer.concat(chunks).toString("utf8");
}

function parseEnvelope(request: IncomingMessage, text: string, envelope: Envelope): WireRequest | ApiError {
  const target = request.headers["x-amz-target"];
  if (request.method !== "POST" || typeof target !== "string" || !target.startsWith(TARGET_PREFIX)) {
    return unknownOperationError();
  }
  envelope.operation = target.slice(TARGET_PREFIX.length);

  const accessKeyId = parseAccessKeyId(request.headers.authorization);
  if (accessKeyId === undefined) {
    return authorizationError("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }
  envelope.accessKeyId = accessKeyId;

  try {
    const body: unknown = JSON.parse(text);
    return { ...envelope, body };
  } catch {
    return serializationError();
  }
}

const CREDENTIAL =
  /^AWS4-HMAC-SHA256 .*\bCredential=([A-Za-z0-9_-]{1,128})\/\d{8}\/[a-z0-9-]+\/dynamodb\/aws4_request(?:,|$)/;

/** The access key id in the credential scope of a SigV4 Authorization header. */
export function parseAccessKeyId(authorization: string | undefined): string | undefined {
  return authorization === undefined ? undefined : CREDENTIAL.exec(authorization)?.[1];
}

function send(response: ServerResponse, { statusCode, body }: WireAnswer): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(statusCode, {
    "content-type": CONTENT_TYPE,
    "content-length": bytes.length,
    "x-amz-crc32": crc32(bytes),
    "x-amzn-requestid": randomUUID(),
  });
  response.end(bytes);
}

function sendTooLarge(response: ServerResponse): void {
  response.writeHead(413, { "content-length": 0 });
  response.end();
}
