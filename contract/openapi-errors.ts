import * as z from "zod";
import type { OperationShape } from "./api.ts";
import { ERRORS, type ErrorCode } from "./errors.ts";
import type { Operation } from "./operations.ts";
import { problem } from "./schemas/common.ts";

/** The codes of an operation: its own, and those that follow from what it takes. */
export function errorCodesOf(operation: Operation, shape: OperationShape): readonly ErrorCode[] {
  return [
    "invalid_query",
    ...(hasCursor(shape.query) ? (["invalid_cursor"] as const) : []),
    ...(shape.body ? (["malformed_json", "invalid_body", "body_too_large", "unsupported_media_type"] as const) : []),
    ...(operation.creates ? (["invalid_idempotency_key", "idempotency_key_reused"] as const) : []),
    ...(operation.byService ? (["no_service_access"] as const) : []),
    ...(operation.handsOut && !shape.errors.includes("right_not_held") ? (["right_not_held"] as const) : []),
    ...shape.errors,
    ...(operation.credentials.length > 0 ? (["quota_exceeded", "too_many_requests"] as const) : []),
    "internal_error",
  ];
}

const gatewayRefusal = z
  .object({ message: z.string() })
  .meta({ id: "GatewayRefusal", description: "The gateway refused before any function ran; it never says why" });

/** By status: problem details of functions, and what the gateway answers by itself. */
export function describeErrors(operation: Operation, shape: OperationShape) {
  const codesByStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(operation, shape)) {
    const { status } = ERRORS[code];
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
  }
  const gatewayStatuses = operation.credentials.length > 0 ? [403, 429] : [];
  const statuses = [...new Set([...codesByStatus.keys(), ...gatewayStatuses])].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = codesByStatus.get(status);
      const descriptions = codes?.map((code) => `\`${code}\`: ${ERRORS[code].title}`) ?? ["Refused by the gateway"];
      const content = {
        ...(codes && { "application/problem+json": { schema: problem } }),
        ...(gatewayStatuses.includes(status) && { "application/json": { schema: gatewayRefusal } }),
      };
      return [`${status}`, { description: descriptions.join("; "), content }];
    }),
  );
}

function hasCursor(query: z.ZodType | undefined): boolean {
  return query instanceof z.ZodObject && "cursor" in query.shape;
}
