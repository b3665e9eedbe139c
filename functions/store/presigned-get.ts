import { createHash, createHmac } from "node:crypto";

export interface PresignedGet {
  /** The object's address; its query becomes a part of what is signed. */
  readonly url: URL;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
  };
  readonly nowEpochMs: number;
  /** How long the address works, while the credentials do. */
  readonly seconds: number;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/**
 * An address that opens one object of S3 for a while (AWS Signature Version 4 in the query). Whoever has it acts with the rights of the
 * credentials, on this object and in this way only. The SDK's own signer for that is a package more.
 */
export function presignGet({ url, region, credentials, nowEpochMs, seconds }: PresignedGet): string {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const time = new Date(nowEpochMs).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = [time.slice(0, 8), region, "s3", "aws4_request"];
  const query = canonicalQuery([
    ...url.searchParams,
    ["X-Amz-Algorithm", ALGORITHM],
    ["X-Amz-Credential", [accessKeyId, ...scope].join("/")],
    ["X-Amz-Date", time],
    ["X-Amz-Expires", String(seconds)],
    ...(sessionToken === undefined ? [] : [["X-Amz-Security-Token", sessionToken] as const]),
    ["X-Amz-SignedHeaders", "host"],
  ]);
  const request = ["GET", url.pathname, query, `host:${url.host}`, "", "host", "UNSIGNED-PAYLOAD"].join("\n");
  const text = [ALGORITHM, time, scope.join("/"), createHash("sha256").update(request).digest("hex")].join("\n");
  const key = scope.reduce((current: string | Buffer, part) => sign(current, part), `AWS4${secretAccessKey}`);
  return `${url.origin}${url.pathname}?${query}&X-Amz-Signature=${sign(key, text).toString("hex")}`;
}

function sign(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function canonicalQuery(parameters: readonly (readonly [name: string, value: string])[]): string {
  return parameters
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map((pair) => pair.join("="))
    .join("&");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
