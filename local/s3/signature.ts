import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FunctionCredentials } from "../lambda/environment.ts";
import { REGION } from "../template/account.ts";
import { accessDenied, S3Error } from "./s3-error.ts";

/** The credentials behind an access key, if it is one of a function's. */
export type FindCredentials = (accessKeyId: string) => FunctionCredentials | undefined;

const ALGORITHM = "AWS4-HMAC-SHA256";
const SKEW_MS = 15 * 60 * 1000;
/** The longest life of a presigned address. */
const SECONDS_MAX = 7 * 24 * 60 * 60;
const EMPTY_BODY = hash("sha256", "");

/** What any of the three ways of signing says about who signed, and when. */
export interface SignedParts {
  readonly algorithm: string | undefined;
  readonly credential: string | undefined;
  /** `20261122T120000Z` */
  readonly time: string | undefined;
  readonly securityToken: string | undefined;
  readonly signature: string | undefined;
}

/**
 * Checks a signature over a text (AWS Signature Version 4, service s3).
 * @returns the access key that signed
 * @throws S3Error for everything that S3 would not believe
 */
export function verifySignature(parts: SignedParts, find: FindCredentials, textOf: (scope: string) => string): string {
  const { algorithm, credential = "", time = "", securityToken, signature = "" } = parts;
  const [accessKeyId = "", ...scope] = credential.split("/");
  const expected = [time.slice(0, 8), REGION, "s3", "aws4_request"];
  if (algorithm !== ALGORITHM || !/^\d{8}T\d{6}Z$/.test(time) || scope.join("/") !== expected.join("/")) {
    throw new S3Error(
      400,
      "AuthorizationHeaderMalformed",
      "The signature is of another algorithm, day, Region or service",
    );
  }
  const credentials = find(accessKeyId);
  if (credentials === undefined) {
    throw new S3Error(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
  }
  if (securityToken !== credentials.sessionToken) {
    throw new S3Error(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
  }
  const key = expected.reduce(
    (current: string | Buffer, part) => sign(current, part),
    `AWS4${credentials.secretAccessKey}`,
  );
  if (!isEqual(sign(key, textOf(scope.join("/"))).toString("hex"), signature)) {
    throw new S3Error(
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided.",
    );
  }
  return accessKeyId;
}

/**
 * Who makes a request: its signature is in the Authorization header or in the query.
 * @throws S3Error when there is none, or when it is not over exactly this request
 */
export function authenticate(request: IncomingMessage, url: URL, find: FindCredentials, nowEpochMs: number): string {
  if (url.searchParams.has("X-Amz-Signature")) return authenticateQuery(request, url, find, nowEpochMs);
  const { authorization = "" } = request.headers;
  const [, credential, signedHeaders = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]+)$/.exec(authorization) ??
    [];
  if (credential === undefined) throw accessDenied();
  const time = header(request, "x-amz-date");
  if (Math.abs(parseTime(time) - nowEpochMs) > SKEW_MS) {
    throw new S3Error(
      403,
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
    );
  }
  const body = header(request, "x-amz-content-sha256");
  if (body !== EMPTY_BODY)
    throw new S3Error(400, "XAmzContentSHA256Mismatch", "The local S3 takes signed requests without a body");
  const securityToken = header(request, "x-amz-security-token");
  return verifySignature({ algorithm: ALGORITHM, credential, time, securityToken, signature }, find, (scope) =>
    textToSign(scope, time ?? "", canonicalRequest(request, url, signedHeaders, body)),
  );
}

function authenticateQuery(request: IncomingMessage, url: URL, find: FindCredentials, nowEpochMs: number): string {
  const query = (name: string) => url.searchParams.get(name) ?? undefined;
  const time = query("X-Amz-Date");
  const seconds = Number(query("X-Amz-Expires"));
  const start = parseTime(time);
  if (!(Number.isInteger(seconds) && seconds > 0 && seconds <= SECONDS_MAX) || start > nowEpochMs + SKEW_MS) {
    throw new S3Error(
      400,
      "AuthorizationQueryParametersError",
      "X-Amz-Expires must be from 1 to 604800 seconds, and X-Amz-Date not in the future",
    );
  }
  const parts = {
    algorithm: query("X-Amz-Algorithm"),
    credential: query("X-Amz-Credential"),
    time,
    securityToken: query("X-Amz-Security-Token"),
    signature: query("X-Amz-Signature"),
  };
  const accessKeyId = verifySignature(parts, find, (scope) =>
    textToSign(
      scope,
      time ?? "",
      canonicalRequest(request, url, query("X-Amz-SignedHeaders") ?? "", "UNSIGNED-PAYLOAD"),
    ),
  );
  if (start + seconds * 1000 <= nowEpochMs) throw accessDenied("Request has expired");
  return accessKeyId;
}

function textToSign(scope: string, time: string, request: string): string {
  return [ALGORITHM, time, scope, hash("sha256", request)].join("\n");
}

/** @throws S3Error when a header that must be signed is not */
function canonicalRequest(request: IncomingMessage, url: URL, signedHeaders: string, body: string): string {
  const names = signedHeaders.split(";");
  const unsigned = ["host", ...Object.keys(request.headers).filter((name) => name.startsWith("x-amz-"))].find(
    (name) => !names.includes(name),
  );
  if (unsigned !== undefined)
    throw accessDenied(`There were headers present in the request which were not signed: ${unsigned}`);
  const query = [...url.searchParams]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");
  const headers = names.map((name) => `${name}:${(header(request, name) ?? "").trim().replace(/ +/g, " ")}\n`);
  return [request.method, url.pathname, query, headers.join(""), signedHeaders, body].join("\n");
}

function parseTime(time: string | undefined): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time ?? "");
  if (parts === null) throw accessDenied("AWS authentication requires a valid Date");
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

function sign(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function isEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
