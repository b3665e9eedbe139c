import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { HttpResponse } from "../http/message.ts";
import { headerOf } from "./freshness.ts";

const BYTES_MIN = 1000;
const BYTES_MAX = 10_000_000;
const TYPES =
  /^(text\/(css|csv|html|javascript|plain|xml)|application\/(javascript|json|ld\+json|manifest\+json|wasm|xml|xhtml\+xml)|image\/svg\+xml|model\/gltf\+json)$/;

/**
 * Compresses as CloudFront does: a 200 of a known type, 1,000 bytes to 10 MB, that the origin did not encode already.
 *
 * @param accepted normalized, best first: `br,gzip`
 */
export function compress(response: HttpResponse, accepted: string): HttpResponse {
  const [encoding] = accepted.split(",");
  const [type = ""] = (headerOf(response, "content-type") ?? "").toLowerCase().split(";");
  const isCandidate =
    response.status === 200 && TYPES.test(type.trim()) && headerOf(response, "content-encoding") === undefined;
  const { length } = response.body;
  if (!encoding || !isCandidate || length < BYTES_MIN || length > BYTES_MAX) return response;
  return {
    status: response.status,
    headers: [
      ...response.headers.filter(([name]) => name !== "content-length").map(weaken),
      ["content-encoding", encoding],
      ["vary", "Accept-Encoding"],
    ],
    body: encoding === "br" ? brotli(response.body) : gzipSync(response.body),
  };
}

function brotli(body: Buffer): Buffer {
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
}

/** The bytes are not those that the origin's tag stands for. */
function weaken([name, value]: readonly [string, string]): readonly [string, string] {
  return name === "etag" && !value.startsWith("W/") ? [name, `W/${value}`] : [name, value];
}
