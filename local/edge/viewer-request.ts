import type { IncomingMessage } from "node:http";
import { joinedHeaders, peerAddress } from "../http/message.ts";

/** A request as it came from the browser. */
export interface ViewerRequest {
  readonly method: string;
  /** As it was sent, still percent-encoded, with its leading slash. */
  readonly path: string;
  /** Without the question mark, as it was sent. */
  readonly queryString: string;
  /** Lower-case names; repeated ones joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly address: string;
}

export function parseViewerRequest(request: IncomingMessage): ViewerRequest {
  const [path = "/", ...query] = (request.url ?? "/").split("?");
  return {
    method: request.method ?? "GET",
    path,
    queryString: query.join("?"),
    headers: joinedHeaders(request, ","),
    address: peerAddress(request),
  };
}

/** A GET or HEAD that carries one is refused by CloudFront. */
export function hasBody({ headers }: ViewerRequest): boolean {
  return headers.has("transfer-encoding") || Number(headers.get("content-length") ?? 0) > 0;
}
