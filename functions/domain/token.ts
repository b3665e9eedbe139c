import { formatBase62, parseBase62, type RandomBytes, randomBase62 } from "./base62.ts";
import { crc32 } from "./crc32.ts";
import type { TokenKind } from "./rights.ts";

/**
 * The format of a token: `lk?_` prefix (4), public id (12 base62), secret (43 base62, 256 bits), CRC32 of everything
 * before it (6 base62 digits). 65 characters. The first 16 are the token's id.
 */
declare const brand: unique symbol;
/** Prefix and public id: loggable, fit for URLs and lists. Holds no bit of the secret. */
export type TokenId = string & { readonly [brand]: "TokenId" };
/** The whole value of a token. Only ever in a request, in the answer that issues it, or in a customer's hands. */
export type TokenValue = string & { readonly [brand]: "TokenValue" };

export interface ParsedToken {
  readonly kind: TokenKind;
  readonly id: TokenId;
  readonly value: TokenValue;
}

const PREFIXES = { public: "lkp_", private: "lks_", service: "lkv_" } as const satisfies Record<TokenKind, string>;
const KIND_BY_LETTER: Readonly<Record<string, TokenKind>> = { p: "public", s: "private", v: "service" };

const PREFIX_LENGTH = 4;
const PUBLIC_ID_LENGTH = 12;
const ID_LENGTH = PREFIX_LENGTH + PUBLIC_ID_LENGTH;
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const MASKED_LENGTH = 10;
const BODY_LENGTH = ID_LENGTH + SECRET_LENGTH;
const TOKEN_LENGTH = BODY_LENGTH + CHECKSUM_LENGTH;
/** Base62 and the underscore. Asking for the underscore separately is three times as fast as a pattern of the whole token. */
const WORD = /^\w+$/;
const TOKEN_ID_PATTERN = /^lk[psv]_[0-9A-Za-z]{12}$/;

/** Reads a credential as a token; undefined when its shape or checksum is wrong. Does no I/O, and no work that it can avoid. */
export function parseToken(text: string): ParsedToken | undefined {
  if (text.length !== TOKEN_LENGTH) return undefined;
  const kind = kindOfPrefix(text);
  if (kind === undefined || !hasSecretShape(text)) return undefined;
  return { kind, id: text.slice(0, ID_LENGTH) as TokenId, value: text as TokenValue };
}

/** Whether everything behind the prefix is as in a token: base62 of the right length with the right checksum. */
export function hasSecretShape(text: string): boolean {
  if (text.length !== TOKEN_LENGTH || !WORD.test(text) || text.includes("_", PREFIX_LENGTH)) return false;
  return parseBase62(text, BODY_LENGTH) === crc32(text, BODY_LENGTH);
}

function kindOfPrefix(text: string): TokenKind | undefined {
  return text.startsWith("lk") && text.charAt(3) === "_" ? KIND_BY_LETTER[text.charAt(2)] : undefined;
}

/** Reads a token id; undefined when it is not one. A whole token is not an id. */
export function parseTokenId(text: string): TokenId | undefined {
  return TOKEN_ID_PATTERN.test(text) ? (text as TokenId) : undefined;
}

export function kindOfTokenId(id: TokenId): TokenKind {
  const kind = KIND_BY_LETTER[id.charAt(2)];
  if (kind === undefined) throw new TypeError("not a token id");
  return kind;
}

export function createTokenId(kind: TokenKind, randomBytes: RandomBytes): TokenId {
  return `${PREFIXES[kind]}${randomBase62(PUBLIC_ID_LENGTH, randomBytes)}` as TokenId;
}

/** A new value for an id: a fresh secret and its checksum. */
export function createTokenValue(id: TokenId, randomBytes: RandomBytes): TokenValue {
  return appendSecret(id, randomBytes) as TokenValue;
}

/** A prefix and public id, a fresh secret, and the checksum of both. */
export function appendSecret(id: string, randomBytes: RandomBytes): string {
  const body = id + randomBase62(SECRET_LENGTH, randomBytes);
  return body + checksum(body);
}

/** The form that lists show: prefix and half of the public id, no secret bit. */
export function maskToken(id: TokenId): string {
  return `${id.slice(0, MASKED_LENGTH)}…`;
}

/** For people, never in a path: the owner's email or service-account name and six characters of the public id. */
export function formatDisplayId(ownerName: string, id: TokenId): string {
  return `${ownerName}_${id.slice(4, 10)}`;
}

function checksum(body: string): string {
  return formatBase62(crc32(body, body.length), CHECKSUM_LENGTH);
}
