import { type RandomBytes, randomBase62 } from "./base62.ts";
import { appendSecret, hasSecretShape } from "./token.ts";

/**
 * The format of an application key: that of a token with the prefix `lka_`. Its public id is that of the application, so that the key tells
 * which application it belongs to: `lka_9Lk3VrD5sJzM…` is a key of `app_9Lk3VrD5sJzM`.
 */
declare const brand: unique symbol;
export type ApplicationId = string & { readonly [brand]: "ApplicationId" };
/** The whole value: only ever in a request, in the answer that issues it, or in a customer's hands. */
export type ApplicationKey = string & { readonly [brand]: "ApplicationKey" };

export interface ParsedApplicationKey {
  readonly applicationId: ApplicationId;
  readonly key: ApplicationKey;
}

const KEY_PREFIX = "lka_";
const ID_PREFIX = "app_";
const PUBLIC_ID_LENGTH = 12;
const APPLICATION_ID = /^app_[0-9A-Za-z]{12}$/;
const MASKED_ID_LENGTH = 6;

/** Undefined when its shape or checksum is wrong. */
export function parseApplicationKey(text: string): ParsedApplicationKey | undefined {
  if (!text.startsWith(KEY_PREFIX) || !hasSecretShape(text)) return undefined;
  const publicId = text.slice(KEY_PREFIX.length, KEY_PREFIX.length + PUBLIC_ID_LENGTH);
  return { applicationId: (ID_PREFIX + publicId) as ApplicationId, key: text as ApplicationKey };
}

/** Undefined when it is not an application id. */
export function parseApplicationId(text: string): ApplicationId | undefined {
  return APPLICATION_ID.test(text) ? (text as ApplicationId) : undefined;
}

export function createApplicationId(randomBytes: RandomBytes): ApplicationId {
  return (ID_PREFIX + randomBase62(PUBLIC_ID_LENGTH, randomBytes)) as ApplicationId;
}

/** A new key of an application: a fresh secret and its checksum. */
export function createApplicationKey(id: ApplicationId, randomBytes: RandomBytes): ApplicationKey {
  return appendSecret(KEY_PREFIX + id.slice(ID_PREFIX.length), randomBytes) as ApplicationKey;
}

/** The form that lists show: the prefix and half of the public id, no secret bit. */
export function maskApplicationKey(id: ApplicationId): string {
  return `${KEY_PREFIX}${id.slice(ID_PREFIX.length, ID_PREFIX.length + MASKED_ID_LENGTH)}…`;
}
