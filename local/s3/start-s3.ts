import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listenOnLastPort } from "../http/listen.ts";
import { type HttpResponse, readBody, sendResponse } from "../http/message.ts";
import type { PolicyRequest } from "../iam/policy-evaluator.ts";
import type { LocalBucket } from "../template/buckets.ts";
import { corsHeaders, preflightHeaders } from "./cors.ts";
import { parseForm } from "./form.ts";
import type { ObjectStore, StoredObject } from "./object-store.ts";
import { readPort, writePort } from "./port-file.ts";
import { assertPolicy } from "./post-policy.ts";
import { assertKnown, parseRange, parseTarget, type Target } from "./requests.ts";
import { accessDenied, notImplemented, S3Error } from "./s3-error.ts";
import { authenticate, type FindCredentials, verifySignature } from "./signature.ts";

export interface S3 {
  readonly endpoint: string;
  /** Takes over what the template says about buckets. Objects stay, also those of buckets that are gone. */
  deploy(buckets: readonly LocalBucket[]): void;
  stop(): Promise<void>;
}

export interface S3Options {
  readonly objects: ObjectStore;
  /** Holds the port: the address stands in policies of pages, which are to stay right over restarts. Made when missing. */
  readonly portFile: string;
  readonly find: FindCredentials;
  /** Whether the policies of whoever has the access key allow all of it. */
  readonly judge: (accessKeyId: string, operation: string, parts: readonly PolicyRequest[]) => boolean;
  /** @default Date.now */
  readonly now?: () => number;
}

/** More than the largest form that this stack hands out. */
const REQUEST_BYTES_MAX = 16 * 1024 * 1024;
const SWEEP_MS = 60 * 60 * 1000;

type Answer = Pick<HttpResponse, "status" | "body"> & { readonly headers: Readonly<Record<string, string>> };

/**
 * Starts what the stack uses of S3: forms of browsers, and reading, copying and deleting single objects. Every request must be signed by one
 * of the functions, and that function's policy must allow it; every other request, header and parameter is refused.
 */
export async function startS3({ objects, portFile, find, judge, now = Date.now }: S3Options): Promise<S3> {
  let buckets: ReadonlyMap<string, LocalBucket> = new Map();

  function assertAllowed(accessKeyId: string, operation: string, ...parts: [action: string, target: Target][]): void {
    const requests = parts.map(([action, { bucket, key }]) => ({
      action: `s3:${action}`,
      resource: `arn:aws:s3:::${bucket}/${key}`,
      context: {},
    }));
    if (!judge(accessKeyId, operation, requests)) throw accessDenied();
  }

  /** Whoever may not list a bucket, and nobody may, is not told whether there is such an object. */
  function findObject({ bucket, key }: Target): StoredObject {
    const object = objects.get(bucket, key);
    if (object === undefined) throw accessDenied();
    return object;
  }

  async function post(request: IncomingMessage, { bucket, key }: Target): Promise<Answer> {
    if (key !== "") throw notImplemented("The local S3 takes forms at the address of a bucket only");
    const body = await readBody(request, REQUEST_BYTES_MAX);
    if (body === undefined)
      throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
    const { fields, file } = await parseForm(request.headers["content-type"] ?? "", Buffer.from(body));
    const policy = fields.get("policy");
    if (policy === undefined) throw accessDenied("Bucket POST must contain a policy");
    const parts = {
      algorithm: fields.get("x-amz-algorithm"),
      credential: fields.get("x-amz-credential"),
      time: fields.get("x-amz-date"),
      securityToken: fields.get("x-amz-security-token"),
      signature: fields.get("x-amz-signature"),
    };
    const accessKeyId = verifySignature(parts, find, () => policy);
    const target = { bucket, key: fields.get("key") ?? "" };
    if ((fields.get("bucket") ?? bucket) !== bucket || target.key === "") throw accessDenied();
    assertPolicy(policy, fields, file.length, now());
    assertAllowed(accessKeyId, "PostObject", ["PutObject", target]);
    const contentType = fields.get("content-type") ?? "binary/octet-stream";
    const { etag } = objects.put(bucket, target.key, { bytes: file, contentType });
    return { status: 204, headers: { etag }, body: Buffer.alloc(0) };
  }

  function get(request: IncomingMessage, url: URL, target: Target, accessKeyId: string): Answer {
    assertAllowed(accessKeyId, "GetObject", ["GetObject", target]);
    const { bytes, contentType, etag, modifiedAt } = findObject(target);
    const range = parseRange(request.headers.range, bytes.length);
    const disposition = url.searchParams.get("response-content-disposition");
    return {
      status: range === undefined ? 200 : 206,
      headers: {
        "content-type": url.searchParams.get("response-content-type") ?? contentType,
        ...(disposition !== null && { "content-disposition": disposition }),
        ...(range !== undefined && { "content-range": `bytes ${range.start}-${range.end}/${bytes.length}` }),
        "content-length": String(range === undefined ? bytes.length : range.end - range.start + 1),
        "accept-ranges": "bytes",
        "last-modified": new Date(modifiedAt).toUTCString(),
        etag,
      },
      body: range === undefined ? bytes : bytes.subarray(range.start, range.end + 1),
    };
  }

  function copy({ headers }: IncomingMessage, target: Target, accessKeyId: string): Answer {
    const { "x-amz-copy-source": from, "x-amz-copy-source-if-match": etag } = headers;
    if (typeof from !== "string") throw notImplemented("The local S3 writes objects by form and by copying only");
    const source = parseTarget(from.startsWith("/") ? from : `/${from}`);
    if (!buckets.has(source.bucket)) throw noSuchBucket();
    assertAllowed(accessKeyId, "CopyObject", ["GetObject", source], ["PutObject", target]);
    const object = findObject(source);
    if (etag !== undefined && etag !== object.etag) {
      throw new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }
    const made = objects.put(target.bucket, target.key, object);
    const result = `<LastModified>${made.modifiedAt}</LastModified><ETag>${escapeXml(made.etag)}</ETag>`;
    return { status: 200, ...xml(`<CopyObjectResult>${result}</CopyObjectResult>`) };
  }

  function remove(target: Target, accessKeyId: string): Answer {
    assertAllowed(accessKeyId, "DeleteObject", ["DeleteObject", target]);
    objects.remove(target.bucket, target.key);
    return { status: 204, headers: {}, body: Buffer.alloc(0) };
  }

  async function answer(request: IncomingMessage, url: URL, target: Target): Promise<Answer> {
    assertKnown(request, url);
    if (request.method === "POST") return post(request, target);
    const accessKeyId = authenticate(request, url, find, now());
    if (target.key === "") throw notImplemented("The local S3 does nothing to buckets");
    switch (request.method) {
      case "GET":
      case "HEAD":
        return get(request, url, target, accessKeyId);
      case "PUT":
        return copy(request, target, accessKeyId);
      case "DELETE":
        return remove(target, accessKeyId);
      default:
        throw notImplemented(`The local S3 does not know ${request.method}`);
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = ({ status, headers, body }: Answer, cors: Readonly<Record<string, string>> = {}) =>
      sendResponse(request, response, {
        status,
        headers: Object.entries({ ...headers, ...cors, server: "AmazonS3", "x-amz-request-id": randomUUID() }),
        body,
      });
    let cors: Record<string, string> = {};
    try {
      const url = new URL(request.url ?? "/", "http://local");
      const target = parseTarget(url.pathname);
      const bucket = buckets.get(target.bucket);
      if (bucket === undefined) throw noSuchBucket();
      if (request.method === "OPTIONS") {
        const allowed = preflightHeaders(bucket.cors, request);
        if (allowed === undefined) throw accessDenied("CORSResponse: This CORS request is not allowed.");
        return send({ status: 200, headers: allowed, body: Buffer.alloc(0) });
      }
      cors = corsHeaders(bucket.cors, request);
      send(await answer(request, url, target), cors);
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      // The rest of a body is read and thrown away, so that the client is listening.
      request.resume();
      const { status, code, message } = error;
      send({ status, ...xml(`<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`) }, cors);
    }
  }

  const listener = await listenOnLastPort(readPort(portFile), (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  writePort(portFile, listener.port);
  const sweep = () => {
    for (const { name, expirations } of buckets.values()) objects.sweep(name, expirations, now());
  };
  const timer = setInterval(sweep, SWEEP_MS).unref();
  return {
    endpoint: `http://127.0.0.1:${listener.port}`,
    deploy(deployed) {
      buckets = new Map(deployed.map((bucket) => [bucket.name, bucket]));
      sweep();
    },
    async stop() {
      clearInterval(timer);
      await listener.close();
    },
  };
}

function noSuchBucket(): S3Error {
  return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
}

function xml(content: string): Pick<Answer, "headers" | "body"> {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${content}`;
  return { headers: { "content-type": "application/xml" }, body: Buffer.from(text) };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
