import * as z from "zod";
import type { ErrorCode } from "./errors.ts";

/** What an operation takes and answers. Functions parse requests with it; OpenAPI and the SDK are generated from it. */
export interface OperationShape {
  /** One sentence for people. It is here and not in the operations table, because the authorizer carries that one. */
  readonly summary: string;
  readonly path?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** How large a body may be, where that differs from what such requests have otherwise. */
  readonly bodyBytesMax?: number;
  /** Whether the body may be left out; the schema's defaults then hold. */
  readonly bodyOptional?: true;
  readonly status: 200 | 201 | 204;
  /** Absent: the answer has no body. */
  readonly response?: z.ZodType;
  /** Default `application/json`. */
  readonly responseType?: "text/plain" | "text/csv" | "application/x-ndjson";
  /** Codes beyond those that every operation with such a credential, query or body can give. */
  readonly errors: readonly ErrorCode[];
}

/** What stands for a path or query that takes nothing: anything in it is refused. */
export const NOTHING = z.strictObject({});
