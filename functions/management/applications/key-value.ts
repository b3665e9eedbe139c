import type { OperationId } from "../../../contract/operations.ts";
import { type ApplicationId, type ApplicationKey, createApplicationKey } from "../../domain/application-key.ts";
import { digestToken, formatDigest } from "../../domain/digest.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import type { Once } from "../../http/idempotent.ts";
import { createNonce, createRetryableBytes } from "../../http/retryable-secret.ts";
import type { StoredApplication } from "../../store/applications.ts";
import type { IdempotencyRecord } from "../../store/idempotency.ts";
import type { ApplicationParts } from "./parts.ts";
import { applicationIdOf } from "./resource.ts";

export interface NewKey {
  readonly key: ApplicationKey;
  /** With it and the same credential a retry makes the key again. */
  readonly nonce: string;
}

/** A new key of an application. */
export function createKey(
  { randomBytes }: ApplicationParts,
  { headers }: AuthorizedRequest<OperationId>,
  { hasKey }: Once,
  id: ApplicationId,
): NewKey {
  const nonce = createNonce(randomBytes);
  return {
    nonce,
    key: createApplicationKey(id, hasKey ? createRetryableBytes(headers, nonce, purposeOf(id)) : randomBytes),
  };
}

/** The key once more, for a retry by the same credential; undefined when it has been rotated since. */
export function keyAgain(
  { headers }: AuthorizedRequest<OperationId>,
  { nonce }: IdempotencyRecord,
  application: StoredApplication,
): ApplicationKey | undefined {
  if (nonce === undefined) return undefined;
  const id = applicationIdOf(application);
  const key = createApplicationKey(id, createRetryableBytes(headers, nonce, purposeOf(id)));
  return formatDigest(digestToken(key)) === application.digest ? key : undefined;
}

function purposeOf(id: ApplicationId): string {
  return `latchkey application key ${id}`;
}
