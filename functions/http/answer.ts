import type { ErrorCode, FieldError } from "../../contract/errors.ts";

/** What an operation gives back: an answer, or a refusal that becomes problem+json. Faults are thrown. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON. Absent: no body. */
  readonly body?: unknown;
  /** A body that is JSON text already. */
  readonly json?: string;
  /** The same text in the coding that the header `content-encoding` names, sent in its place. */
  readonly encoded?: Buffer;
  /** A plain text instead. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Refusal {
  readonly refusal: ErrorCode;
  /** One sentence about this case. Never holds a secret or the request's text. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** With `version_not_published`: the version that is published. */
  readonly publishedVersion?: number | undefined;
  /** Of a refusal with status 429. */
  readonly retryAfterSeconds?: number;
}

export function refuse(refusal: ErrorCode, more: Omit<Refusal, "refusal"> = {}): Refusal {
  return { refusal, ...more };
}

export function isRefusal<Value>(value: Value | Refusal): value is Refusal {
  return typeof value === "object" && value !== null && "refusal" in value && value.refusal !== undefined;
}
