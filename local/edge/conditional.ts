import type { HttpResponse } from "../http/message.ts";
import { headerOf } from "./freshness.ts";
import type { ViewerRequest } from "./viewer-request.ts";

/** A 304 in place of a 200 that the viewer has already. */
export function answerConditional(request: ViewerRequest, response: HttpResponse): HttpResponse {
  if (response.status !== 200 || !isUnchanged(request, response)) return response;
  return {
    status: 304,
    headers: response.headers.filter(([name]) => !name.startsWith("content-")),
    body: Buffer.alloc(0),
  };
}

function isUnchanged({ headers }: ViewerRequest, response: HttpResponse): boolean {
  const wanted = headers.get("if-none-match");
  const tag = headerOf(response, "etag");
  if (wanted !== undefined) {
    return (
      tag !== undefined &&
      (wanted.trim() === "*" || wanted.split(",").some((candidate) => strip(candidate) === strip(tag)))
    );
  }
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  const modified = Date.parse(headerOf(response, "last-modified") ?? "");
  return modified <= since;
}

function strip(tag: string): string {
  return tag.trim().replace(/^W\//, "");
}
