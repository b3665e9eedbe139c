import { type RandomBytes, randomBase62 } from "./base62.ts";
import { digestToken, formatDigest, isDigestOf, parseDigest } from "./digest.ts";

/**
 * What lets its holder change a saved configuration: `lke_` and 43 base62 characters, 256 bits. The short id lets everybody who has the link
 * look; this is only in the answer that it is given in.
 */
declare const brand: unique symbol;
export type EditKey = string & { readonly [brand]: "EditKey" };

const PREFIX = "lke_";
const SECRET_LENGTH = 43;
const SHAPE = /^lke_[0-9A-Za-z]{43}$/;

export function createEditKey(randomBytes: RandomBytes): EditKey {
  return (PREFIX + randomBase62(SECRET_LENGTH, randomBytes)) as EditKey;
}

/** Undefined when it does not have the shape of one. */
export function parseEditKey(text: string): EditKey | undefined {
  return SHAPE.test(text) ? (text as EditKey) : undefined;
}

/** What is stored of it. */
export function digestEditKey(key: EditKey): string {
  return formatDigest(digestToken(key));
}

/** Whether a text from outside is the edit key with this digest. */
export function opens(text: string, digest: string): boolean {
  const key = parseEditKey(text);
  return key !== undefined && isDigestOf(key, parseDigest(digest));
}
