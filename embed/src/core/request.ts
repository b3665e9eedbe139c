import { EmbedError } from "./embed-error.ts";
import { isPublicToken } from "./public-token.ts";

/** No shopper waits longer. */
const TIMEOUT_MS = 20_000;

/** With a body it is a POST. */
export type Request = <Answer>(path: string, body?: string) => Promise<Answer>;

/**
 * Requests that a browser sends without a preflight: no header of our own, the token in the query, bodies as text.
 *
 * @param baseUrl ends in a slash.
 */
export function createRequest(baseUrl: string, token: string, fetchFn: typeof fetch = fetch): Request {
  return async (path, body) => {
    const response = await fetchFn(requestUrl(baseUrl, path, token), {
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body && { method: "POST", body }),
    }).catch(() => {
      throw new EmbedError("unreachable", "No answer came, or none that this page may read.", 0);
    });
    const answer = await response.json().catch(() => undefined);
    if (response.ok && answer) return answer;
    // What is not the API, such as the sign-in page of a hotel's network, may well say that all is well.
    throw new EmbedError(
      answer?.code ?? "unreadable",
      answer?.detail ?? answer?.title ?? "",
      response.ok ? 0 : response.status,
      answer?.type,
      answer?.publishedVersion,
    );
  };
}

export function requestUrl(baseUrl: string, path: string, token: string): string {
  return `${baseUrl}embed/v1/${path}${path.includes("?") ? "&" : "?"}access_token=${isPublicToken(token) ? encodeURIComponent(token) : ""}`;
}

/** Folder of the deployment, with a slash at its end: of `https://a.example/embed.js` and of `https://a.example`. */
export function normalizeBaseUrl(url: string): string {
  const { origin, pathname } = new URL(url, location.href);
  return origin + pathname.replace(/(assets\/)?[^/]*\.js$/, "").replace(/\/?$/, "/");
}
