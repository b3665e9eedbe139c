import type { IncomingMessage, ServerResponse } from "node:http";

/** A whole answer. Header names are in lower case; a name may occur more than once (`set-cookie`). */
export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Headers that belong to one connection and are never passed on. */
const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

export function isHopByHop(name: string): boolean {
  return HOP_BY_HOP.has(name);
}

/**
 * Every header line, in order, names in lower case, repeated ones joined by `separator`. Node's own `headers` drops
 * repetitions of some names, which a gateway must see.
 */
export function joinedHeaders(request: IncomingMessage, separator: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]?.toLowerCase() ?? "";
    const value = request.rawHeaders[index + 1] ?? "";
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier}${separator}${value}`);
  }
  return headers;
}

/** Bytes of the request line and the header lines, as they came over the wire. */
export function headBytes({ method, url, httpVersion, rawHeaders }: IncomingMessage): number {
  const line = `${method} ${url} HTTP/${httpVersion}\r\n`;
  // Each name is followed by ": ", each value by a line end: two bytes either way.
  return rawHeaders.reduce(
    (bytes, text) => bytes + Buffer.byteLength(text, "latin1") + 2,
    Buffer.byteLength(line, "latin1"),
  );
}

/**
 * The request's body; undefined when it is longer than `bytesMax`. A longer one is read to its end and thrown away, so that
 * the client is listening when the answer comes.
 *
 * @throws Error when the client goes away first
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part: Buffer = chunk;
    bytes += part.length;
    if (bytes <= bytesMax) chunks.push(part);
    else chunks.length = 0;
  }
  return bytes > bytesMax ? undefined : Buffer.concat(chunks);
}

export function sendResponse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: HttpResponse,
): void {
  const hasBody = request.method !== "HEAD" && status !== 204 && status !== 304;
  const merged = new Map<string, string[]>();
  for (const [name, value] of headers) {
    if (isHopByHop(name) || (name === "content-length" && hasBody)) continue;
    merged.set(name, [...(merged.get(name) ?? []), value]);
  }
  if (hasBody) merged.set("content-length", [String(body.length)]);
  response.writeHead(
    status,
    [...merged].flatMap(([name, values]) => values.flatMap((value) => [name, value])),
  );
  response.end(hasBody ? body : undefined);
}

export function jsonResponse(status: number, value: unknown): HttpResponse {
  return { status, headers: [["content-type", "application/json"]], body: Buffer.from(JSON.stringify(value)) };
}

/** The address of the connection's other end, an IPv4 address without its IPv6 form. */
export function peerAddress(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
}
