import type { ErrorCode } from "./generated/types.ts";
import type { OperationId } from "./operations.ts";

/** One refused field of a request. */
export interface FieldError {
  /** JSON Pointer (RFC 6901) into the body, or the name of a parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly operation: OperationId;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterMs?: number | undefined;
}

const BRAND = Symbol.for("latchkey.error");

/**
 * What a call of the API can end with, other than its answer. No message, field or cause holds a token, a session or a URL with a query.
 * `name` tells the kinds apart: `switch (error.name)` after `isLatchkeyError(error)`.
 */
export abstract class LatchkeyError extends Error {
  /** Stable; meant for programs. For an `ApiError` it is the code of the problem details. */
  abstract readonly code: string;
  readonly operation: OperationId;
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** What the people who run the platform find in their logs. */
  readonly requestId: string | undefined;
  /** The refused fields; empty when the refusal is not about fields. */
  readonly errors: readonly FieldError[];
  /** How long the answer asked to wait before the next request, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: ErrorDetails) {
    super(message);
    this.operation = details.operation;
    this.status = details.status;
    this.requestId = details.requestId;
    this.errors = details.errors ?? [];
    this.retryAfterMs = details.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** The API refused or failed, and says why in problem details (RFC 9457). */
export class ApiError extends LatchkeyError {
  override readonly name = "ApiError";
  /** Explained in `docs/errors`. A newer server may answer with codes that this version does not know. */
  readonly code: ErrorCode | (string & {});
  readonly title: string;
  readonly detail: string | undefined;
  /** Address of the page that explains the code. */
  readonly type: string;

  constructor(
    problem: { code: string; title: string; detail?: string | undefined; type: string },
    details: ErrorDetails,
  ) {
    super(describeProblem(problem, details), details);
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.type = problem.type;
  }
}

/**
 * The gateway refused the credential before any function ran: 401 or 403 without a reason. The message lists what to check for this
 * operation; for a public token `client.embed.diagnose()` tells the reason.
 */
export class RefusedError extends LatchkeyError {
  override readonly name = "RefusedError";
  readonly code = "refused";
}

/** 429, still after all retries. `retryAfterMs` says how long to wait, when the answer said so. */
export class RateLimitError extends LatchkeyError {
  override readonly name = "RateLimitError";
  readonly code = "too_many_requests";
}

/** No complete answer within `timeoutMs`, in the last attempt. Whether the request took effect is not known. */
export class TimeoutError extends LatchkeyError {
  override readonly name = "TimeoutError";
  readonly code = "timeout";
}

/**
 * The request did not reach the API or its answer did not come back. In a browser, a refused origin looks like this too: the refusal
 * carries no CORS header, so the page may not see it.
 */
export class NetworkError extends LatchkeyError {
  override readonly name = "NetworkError";
  readonly code = "network_error";
}

/** An answer that this API does not give: a redirect, something other than JSON, a failure without problem details. */
export class UnexpectedResponseError extends LatchkeyError {
  override readonly name = "UnexpectedResponseError";
  readonly code = "unexpected_response";
}

export type AnyLatchkeyError =
  | ApiError
  | RefusedError
  | RateLimitError
  | TimeoutError
  | NetworkError
  | UnexpectedResponseError;

/** Also true for errors of another copy of this package, where `instanceof` is not. */
export function isLatchkeyError(value: unknown): value is AnyLatchkeyError {
  return value instanceof Error && BRAND in value;
}

const FIELDS_SHOWN_MAX = 3;

function describeProblem(
  problem: { code: string; title: string; detail?: string | undefined },
  details: ErrorDetails,
): string {
  const { operation, status, requestId, errors = [] } = details;
  const fields = errors.slice(0, FIELDS_SHOWN_MAX).map(({ pointer, message }) => `${pointer || "/"}: ${message}`);
  if (errors.length > FIELDS_SHOWN_MAX) fields.push(`and ${errors.length - FIELDS_SHOWN_MAX} more`);
  const facts = [status, problem.code, requestId && `request ${requestId}`].filter(
    (fact) => fact !== undefined && fact !== "",
  );
  const sentences = [problem.title, problem.detail, fields.join("; ")].filter(
    (text) => text !== undefined && text !== "",
  );
  return `${operation}: ${sentences.join(". ")} (${facts.join(", ")})`;
}
