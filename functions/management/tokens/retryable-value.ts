import { createTokenValue, type TokenId, type TokenValue } from "../../domain/token.ts";
import { createRetryableBytes } from "../../http/retryable-secret.ts";

export { createNonce } from "../../http/retryable-secret.ts";

/** A new value that a retry of the same request can make again, although it is not stored. */
export function createRetryableValue(
  id: TokenId,
  headers: Readonly<Record<string, string | undefined>>,
  nonce: string,
): TokenValue {
  return createTokenValue(id, createRetryableBytes(headers, nonce, `latchkey token ${id}`));
}
