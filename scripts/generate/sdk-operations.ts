import { type OperationShape, shapeOf } from "../../contract/api.ts";
import { OPERATIONS, type Operation, type OperationId } from "../../contract/operations.ts";
import { TYPESCRIPT_FENCE } from "./fence.ts";

/** What the SDK must know about each operation: where it is, and what to say when the gateway refuses it. */
export function createSdkOperations(): string {
  const entries = Object.entries<Operation>(OPERATIONS)
    .filter(([, operation]) => operation.method !== "OPTIONS")
    .map(([id, operation]) => `  ${id}: ${formatEntry(operation, shapeOf(id as OperationId))},`);
  return `${TYPESCRIPT_FENCE}
export interface OperationEntry {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly effect: "read" | "write";
  /** Empty: open to everybody. */
  readonly credentials: readonly ("public" | "private" | "service" | "session")[];
  /** Takes an \`Idempotency-Key\`. */
  readonly creates?: true;
  readonly capability?: string;
  readonly scope?: string;
  readonly minimumRole?: string;
  /** The answer is text and not JSON. */
  readonly text?: true;
  /** The answer is JSON Lines, and the next cursor is in a header. */
  readonly lines?: true;
  /** The answer has no body. */
  readonly empty?: true;
}

export const OPERATIONS = {
${entries.join("\n")}
} as const satisfies Record<string, OperationEntry>;

export type OperationId = keyof typeof OPERATIONS;
`;
}

function formatEntry(operation: Operation, shape: OperationShape): string {
  const { method, path, effect, credentials, creates, capability, api, minimumRole } = operation;
  const scope = api && `${api}:${effect}`;
  const text = shape.responseType?.startsWith("text/") ? true : undefined;
  const lines = shape.responseType === "application/x-ndjson" ? true : undefined;
  const empty = shape.response === undefined ? true : undefined;
  return JSON.stringify({
    method,
    path,
    effect,
    credentials,
    creates,
    capability,
    scope,
    minimumRole,
    text,
    lines,
    empty,
  });
}
