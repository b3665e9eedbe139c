import type { IncomingMessage } from "node:http";
import { invalidArgument, notImplemented, S3Error } from "./s3-error.ts";

/** Where a request goes, path style. */
export interface Target {
  readonly bucket: string;
  /** Empty: the bucket itself. */
  readonly key: string;
}

const KNOWN_QUERY = [
  "response-content-disposition",
  "response-content-type",
  // The SDK's own note of what it does.
  "x-id",
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Date",
  "X-Amz-Expires",
  "X-Amz-Security-Token",
  "X-Amz-Signature",
  "X-Amz-SignedHeaders",
];
const KNOWN_HEADERS = [
  "x-amz-checksum-mode",
  "x-amz-content-sha256",
  "x-amz-copy-source",
  "x-amz-copy-source-if-match",
  "x-amz-date",
  "x-amz-security-token",
  "x-amz-user-agent",
];

/** @throws S3Error */
export function parseTarget(path: string): Target {
  const [, bucket = "", key = ""] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
  } catch {
    throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI.");
  }
}

/**
 * Refuses whatever would mean something to S3 and means nothing here.
 * @throws S3Error
 */
export function assertKnown({ headers }: IncomingMessage, url: URL): void {
  const parameter = [...url.searchParams.keys()].find((name) => !KNOWN_QUERY.includes(name));
  if (parameter !== undefined) throw notImplemented(`The local S3 does not know the parameter ${parameter}`);
  const repeated = KNOWN_QUERY.find((name) => url.searchParams.getAll(name).length > 1);
  if (repeated !== undefined) throw invalidArgument(`The parameter ${repeated} is there twice`);
  const header = Object.keys(headers).find(
    (name) => (name.startsWith("x-amz-") && !KNOWN_HEADERS.includes(name)) || /^if-/.test(name),
  );
  if (header !== undefined) throw notImplemented(`The local S3 does not know the header ${header}`);
}

export interface ByteRange {
  readonly start: number;
  /** The last byte. */
  readonly end: number;
}

/**
 * One range of bytes (RFC 9110), cut to the object's length. Undefined: the whole object.
 * @throws S3Error
 */
export function parseRange(range: string | undefined, length: number): ByteRange | undefined {
  if (range === undefined) return undefined;
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (from === "" && to === "") throw notImplemented("The local S3 knows a single range of bytes only");
  const start = from === "" ? Math.max(0, length - Number(to)) : Number(from);
  const end = from === "" || to === "" ? length - 1 : Math.min(Number(to), length - 1);
  if (start > end) throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
  return { start, end };
}
