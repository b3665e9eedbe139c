import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { ERRORS } from "../../contract/errors.ts";
import { readOrigin } from "../domain/origin.ts";
import { type Answer, isRefusal, type Refusal } from "./answer.ts";
import { type ApiEvent, readPrincipal } from "./event.ts";
import { redact } from "./redact.ts";

/** Where a code is explained (operation `getErrorPage`). Relative: each deployment explains its own codes. */
const PROBLEM_TYPE_BASE = "/docs/errors/";

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
      ...corsHeaders(event),
      ...answer.headers,
    },
    ...(body !== undefined && { body }),
  };
}

export function formatProblem({ refusal, detail, errors }: Refusal, requestId: string): Answer {
  const { status, title } = ERRORS[refusal];
  const problem = { type: PROBLEM_TYPE_BASE + refusal, title, status, code: refusal, detail, requestId, errors };
  return {
    status,
    json: redact(JSON.stringify(problem)),
    headers: { "content-type": "application/problem+json", ...(status === 429 && { "retry-after": "1" }) },
  };
}

/**
 * The answer is readable by the page that asked, and only when the authorizer let that page's origin pass. Open operations are
 * readable from any origin. Credentials mode is never allowed.
 */
function corsHeaders(event: ApiEvent): Record<string, string> {
  const isOpen = event.requestContext.authorizer === undefined;
  const origin = isOpen ? readOrigin(event.headers.origin).origin : readPrincipal(event)?.origin;
  return {
    vary: "Origin",
    ...(origin !== undefined && {
      "access-control-allow-origin": origin,
      "access-control-expose-headers": "ETag, Idempotency-Replayed, Retry-After, X-Request-Id",
    }),
  };
}
