import type { RandomBytes } from "../../domain/base62.ts";
import { createDerivedBytes } from "../../domain/derived-bytes.ts";
import { createEditKey, type EditKey, opens } from "../../domain/edit-key.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { createNonce } from "../../http/retryable-secret.ts";
import type { StoredConfiguration } from "../../store/configurations.ts";
import type { IdempotencyRecord } from "../../store/idempotency.ts";

type SaveRequest = Pick<AuthorizedRequest<"saveConfiguration">, "headers">;

/** So short a key could be another shopper's, who would then be given this one's edit key. A UUID has 36. */
const IDEMPOTENCY_KEY_LENGTH_MIN = 16;

export function refuseGuessableKey({ headers }: SaveRequest): Refusal | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined || key.length >= IDEMPOTENCY_KEY_LENGTH_MIN) return undefined;
  const detail = `The key of a save must not be guessable: use a UUID, or at least ${IDEMPOTENCY_KEY_LENGTH_MIN} random characters.`;
  return refuse("invalid_idempotency_key", { detail });
}

interface NewEditKey {
  readonly editKey: EditKey;
  /** With it and the same idempotency key a retry makes the edit key again. */
  readonly nonce: string;
}

/** The edit key of a new save. */
export function newEditKey({ headers }: SaveRequest, shortId: string, randomBytes: RandomBytes): NewEditKey {
  const key = headers["idempotency-key"];
  const nonce = createNonce(randomBytes);
  return { nonce, editKey: key === undefined ? createEditKey(randomBytes) : deriveEditKey(key, nonce, shortId) };
}

/** The edit key once more, for a retry under the same idempotency key; undefined when it is not that of the save. */
export function editKeyAgain(
  { headers }: SaveRequest,
  { nonce }: Pick<IdempotencyRecord, "nonce">,
  { shortId, editKeyDigest }: Pick<StoredConfiguration, "shortId" | "editKeyDigest">,
): EditKey | undefined {
  const key = headers["idempotency-key"];
  if (key === undefined || nonce === undefined) return undefined;
  const editKey = deriveEditKey(key, nonce, shortId);
  return opens(editKey, editKeyDigest) ? editKey : undefined;
}

/**
 * From the idempotency key, of which only a digest is stored, and the nonce, which never leaves the table: whoever has one of them has nothing.
 * The public token, which other secrets are derived from, would be no secret here.
 */
function deriveEditKey(idempotencyKey: string, nonce: string, shortId: string): EditKey {
  return createEditKey(createDerivedBytes(idempotencyKey, nonce, `latchkey edit key ${shortId}`));
}
