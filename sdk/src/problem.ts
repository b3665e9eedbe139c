import type { FieldError } from "./errors.ts";

/** Problem details (RFC 9457) as this API writes them. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly code: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors: readonly FieldError[];
}

/** Reads a parsed body as problem details; undefined when it is none. Fields that do not fit are left out. */
export function parseProblem(body: unknown): ProblemDetails | undefined {
  if (!isObject(body) || typeof body.code !== "string" || typeof body.title !== "string") return undefined;
  const { code, title, type, detail, requestId, errors } = body;
  return {
    code,
    title,
    type: typeof type === "string" ? type : "about:blank",
    ...(typeof detail === "string" && { detail }),
    ...(typeof requestId === "string" && { requestId }),
    errors: Array.isArray(errors) ? errors.flatMap(parseFieldError) : [],
  };
}

function parseFieldError(value: unknown): FieldError[] {
  if (!isObject(value)) return [];
  const { pointer, code, message } = value;
  return typeof pointer === "string" && typeof code === "string" && typeof message === "string"
    ? [{ pointer, code, message }]
    : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
