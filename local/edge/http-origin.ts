import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { HttpResponse } from "../http/message.ts";
import type { OriginRequest } from "./origin-request.ts";

/** Asks an origin. Rejects when the origin cannot be reached or breaks off. */
export type AskOrigin = (request: OriginRequest, body: Readable | undefined) => Promise<HttpResponse>;

/** An origin that listens on a loopback port. */
export function createHttpOrigin(port: number): { ask: AskOrigin; close(): void } {
  const agent = new Agent({ keepAlive: true });

  function ask(request: OriginRequest, body: Readable | undefined): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        {
          agent,
          host: "127.0.0.1",
          port,
          method: request.method,
          path: request.target,
          headers: body === undefined ? request.headers : withFraming(request.headers),
          setDefaultHeaders: false,
        },
        (incoming) => collect(incoming).then(resolve, reject),
      );
      outgoing.on("error", (error: NodeJS.ErrnoException) => {
        // The origin closed a kept connection just as it was taken from the pool. Nothing was sent, so ask again.
        if (error.code === "ECONNRESET" && outgoing.reusedSocket && body === undefined)
          ask(request, body).then(resolve, reject);
        else reject(error);
      });
      if (body === undefined) outgoing.end();
      else body.pipe(outgoing);
      body?.on("error", (error) => outgoing.destroy(error));
    });
  }

  return { ask, close: () => agent.destroy() };
}

/** Without a length, a body is sent in chunks. Node adds no header of its own here. */
function withFraming(headers: OriginRequest["headers"]): OriginRequest["headers"] {
  return headers["content-length"] === undefined ? { ...headers, "transfer-encoding": "chunked" } : headers;
}

async function collect(incoming: IncomingMessage): Promise<HttpResponse> {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.push([incoming.rawHeaders[index]?.toLowerCase() ?? "", incoming.rawHeaders[index + 1] ?? ""]);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return { status: incoming.statusCode ?? 502, headers, body: Buffer.concat(chunks) };
}
