import { createHash } from "node:crypto";
import { contentTypeOf } from "../http/content-types.ts";
import type { HttpResponse } from "../http/message.ts";
import type { BucketObject, LocalBucket } from "../template/buckets.ts";
import type { AskOrigin } from "./http-origin.ts";

/** A bucket as CloudFront sees it through an origin access control: what the bucket's policy lets this distribution do. */
export function createS3Origin(bucket: LocalBucket, distributionArn: string, deployedAt: Date): AskOrigin {
  const access = bucket.access.find((entry) => entry.distributionArn === distributionArn);
  return async ({ method, target, headers }) => {
    if (method !== "GET" && method !== "HEAD") return refusal(403, "AccessDenied", "Access Denied");
    const key = decodeKey(target);
    const object = key === undefined ? undefined : bucket.objects.get(key);
    if (access?.canRead !== true) return refusal(403, "AccessDenied", "Access Denied");
    if (key === undefined || object === undefined) {
      return access.canList
        ? refusal(404, "NoSuchKey", "The specified key does not exist.")
        : refusal(403, "AccessDenied", "Access Denied");
    }
    const response = describe(key, object, deployedAt);
    const isUnchanged =
      headers["if-none-match"] !== undefined &&
      response.headers.some(([name, value]) => name === "etag" && value === headers["if-none-match"]);
    return isUnchanged ? { ...response, status: 304, body: Buffer.alloc(0) } : response;
  };
}

function describe(key: string, { bytes, metadata }: BucketObject, deployedAt: Date): HttpResponse {
  const type = metadata["content-type"] ?? contentTypeOf(key) ?? "binary/octet-stream";
  return {
    status: 200,
    headers: [
      ...Object.entries({ ...metadata, "content-type": type }),
      ["etag", `"${createHash("md5").update(bytes).digest("hex")}"`],
      ["last-modified", deployedAt.toUTCString()],
      ["accept-ranges", "bytes"],
      ["server", "AmazonS3"],
    ],
    body: bytes,
  };
}

function decodeKey(target: string): string | undefined {
  try {
    return decodeURIComponent((target.split("?")[0] ?? "").slice(1));
  } catch {
    return undefined;
  }
}

function refusal(status: number, code: string, message: string): HttpResponse {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: [["content-type", "application/xml"]], body: Buffer.from(xml) };
}
