import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isHopByHop, joinedHeaders, peerAddress } from "../http/message.ts";

/** A request as the gateway sees it, before a route is found. */
export interface GatewayRequest {
  readonly requestId: string;
  readonly receivedAt: Date;
  readonly method: string;
  /** Percent-decoded, as an HTTP API hands it on. */
  readonly path: string;
  /** Each decoded by itself: an encoded slash does not split a segment. */
  readonly pathSegments: readonly string[];
  /** Without the question mark, as it was sent. */
  readonly rawQueryString: string;
  /** Decoded; repeated keys joined by commas. */
  readonly query: ReadonlyMap<string, string>;
  /** Lower-case names; repeated ones joined by commas; without `cookie`. */
  readonly headers: ReadonlyMap<string, string>;
  readonly cookies: readonly string[];
  readonly protocol: string;
  /** The other end of the connection: behind CloudFront, that is CloudFront. */
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** @returns undefined when the path's percent-encoding is broken */
export function parseRequest(
  request: IncomingMessage,
  domainName: string,
  receivedAt: Date,
): GatewayRequest | undefined {
  const [rawPath = "", ...rest] = (request.url ?? "").split("?");
  const pathSegments = decodeSegments(rawPath);
  if (pathSegments === undefined) return undefined;
  const rawQueryString = rest.join("?");
  const sourceIp = peerAddress(request);
  const { cookie, ...headers } = Object.fromEntries(joinedHeaders(request, ","));
  return {
    requestId: randomBytes(11).toString("base64"),
    receivedAt,
    method: request.method ?? "",
    path: `/${pathSegments.join("/")}`,
    pathSegments,
    rawQueryString,
    query: parseQuery(rawQueryString),
    headers: addGatewayHeaders(headers, domainName, sourceIp, request),
    cookies: cookie === undefined ? [] : cookie.split(/; */),
    protocol: `HTTP/${request.httpVersion}`,
    sourceIp,
    userAgent: headers["user-agent"] ?? "",
  };
}

function decodeSegments(rawPath: string): string[] | undefined {
  if (!rawPath.startsWith("/")) return undefined;
  try {
    return rawPath === "/" ? [] : rawPath.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function parseQuery(rawQueryString: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(rawQueryString)) {
    const earlier = query.get(key);
    query.set(key, earlier === undefined ? value : `${earlier},${value}`);
  }
  return query;
}

function addGatewayHeaders(
  headers: Record<string, string>,
  host: string,
  sourceIp: string,
  { socket }: IncomingMessage,
): Map<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !isHopByHop(name));
  const forwardedFor = headers["x-forwarded-for"];
  return new Map([
    ...kept,
    ["host", host],
    ["x-amzn-trace-id", `Root=1-${randomBytes(4).toString("hex")}-${randomBytes(12).toString("hex")}`],
    ["x-forwarded-for", forwardedFor === undefined ? sourceIp : `${forwardedFor}, ${sourceIp}`],
    ["x-forwarded-port", String(socket.localPort ?? "")],
    ["x-forwarded-proto", "http"],
  ]);
}
