import type { OperationId } from "../../../contract/operations.ts";
import { digestToken, formatDigest } from "../../domain/digest.ts";
import { createTokenValue, type TokenId, type TokenValue } from "../../domain/token.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import type { Once } from "../../http/idempotent.ts";
import { createNonce, createRetryableBytes } from "../../http/retryable-secret.ts";
import type { IdempotencyRecord } from "../../store/idempotency.ts";
import type { StoredToken } from "../../store/tokens.ts";
import type { ServiceParts } from "./parts.ts";

export interface NewValue {
  readonly value: TokenValue;
  /** With it and the same credential a retry makes the value again. */
  readonly nonce: string;
}

/** A new value of a service token. */
export function createValue(
  { randomBytes }: ServiceParts,
  { headers }: AuthorizedRequest<OperationId>,
  { hasKey }: Once,
  id: TokenId,
): NewValue {
  const nonce = createNonce(randomBytes);
  return {
    nonce,
    value: createTokenValue(id, hasKey ? createRetryableBytes(headers, nonce, purposeOf(id)) : randomBytes),
  };
}

/** The value once more, for a retry by the same credential; undefined when the token has been rotated since. */
export function valueAgain(
  { headers }: AuthorizedRequest<OperationId>,
  { nonce }: IdempotencyRecord,
  id: TokenId,
  { digest }: StoredToken,
): TokenValue | undefined {
  if (nonce === undefined) return undefined;
  const value = createTokenValue(id, createRetryableBytes(headers, nonce, purposeOf(id)));
  return formatDigest(digestToken(value)) === digest ? value : undefined;
}

function purposeOf(id: TokenId): string {
  return `latchkey token ${id}`;
}
