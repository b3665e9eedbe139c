import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { ERRORS } from "../../contract/errors.ts";
import { endsSoon } from "../domain/expiry.ts";
import { readOrigin } from "../domain/origin.ts";
import { type Answer, isRefusal, type Refusal } from "./answer.ts";
import { type ApiEvent, readPrincipal } from "./event.ts";
import { limitHeaders } from "./limit.ts";
import { redact } from "./redact.ts";

/** Where a code is explained (operation `getErrorPage`). Relative: each deployment explains its own codes. */
const PROBLEM_TYPE_BASE = "/docs/errors/";
const EXPOSED_HEADERS =
  "ETag, Idempotency-Replayed, Latchkey-Next-Cursor, Latchkey-Token-Expires-At, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

export function formatResponse(outcome: Answer | Refusal, event: ApiEvent): APIGatewayProxyStructuredResultV2 {
  const answer = isRefusal(outcome) ? formatProblem(outcome, event.requestContext.requestId) : outcome;
  const body = answer.text ?? answer.json ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body));
  return {
    statusCode: answer.status,
    headers: {
      "x-content-type-options": "nosniff",
      ...(body !== undefined && {
        "content-type": answer.text === undefined ? "application/json" : "text/plain; charset=utf-8",
      }),
      "cache-control": "no-store",
      ...corsHeaders(event, answer.headers?.["cache-control"]),
      ...expiryHeader(event),
      ...limitHeaders(event, answer.headers?.["cache-control"]),
      ...answer.headers,
    },
    ...(body !== undefined && { body }),
    ...(answer.encoded && { body: answer.encoded.toString("base64"), isBase64Encoded: true }),
  };
}

export function formatProblem(
  { refusal, detail, errors, publishedVersion, retryAfterSeconds = 1 }: Refusal,
  requestId: string,
): Answer {
  const { status, title } = ERRORS[refusal];
  const type = PROBLEM_TYPE_BASE + refusal;
  const problem = { type, title, status, code: refusal, detail, requestId, errors, publishedVersion };
  return {
    status,
    json: redact(JSON.stringify(problem)),
    headers: {
      "content-type": "application/problem+json",
      ...(status === 429 && { "retry-after": String(retryAfterSeconds) }),
    },
  };
}

/**
 * The answer is readable by the page that asked, and only when the authorizer let that page's origin pass. Open operations are
 * readable from any origin. Credentials mode is never allowed. An answer that a cache may keep has no header about one request, so it names none.
 */
function corsHeaders(event: ApiEvent, cacheControl = "no-store"): Record<string, string> {
  const isOpen = event.requestContext.authorizer === undefined;
  const origin = isOpen ? readOrigin(event.headers.origin).origin : readPrincipal(event)?.origin;
  return {
    vary: "Origin",
    ...(origin !== undefined && {
      "access-control-allow-origin": origin,
      ...(cacheControl === "no-store" && { "access-control-expose-headers": EXPOSED_HEADERS }),
    }),
  };
}

/** Whoever runs a server is told a month ahead that its token ends. A public token is seen by shoppers, who can do nothing about it. */
function expiryHeader(event: ApiEvent): Record<string, string> {
  const principal = readPrincipal(event);
  if (principal?.kind !== "private" && principal?.kind !== "service") return {};
  const { expiresAtEpochMs } = principal;
  if (expiresAtEpochMs === undefined || !endsSoon(expiresAtEpochMs, event.requestContext.timeEpoch)) return {};
  return { "latchkey-token-expires-at": new Date(expiresAtEpochMs).toISOString() };
}
