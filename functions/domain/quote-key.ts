import { createHash, createPublicKey } from "node:crypto";

/** The public half of a key that quotes are signed with, as a JSON Web Key (RFC 7517, RFC 7518 section 6.2). */
export interface QuoteKey {
  readonly kty: "EC";
  readonly crv: "P-256";
  readonly x: string;
  readonly y: string;
  readonly alg: "ES256";
  readonly use: "sig";
  /** The key's thumbprint: the same key has the same id wherever it is read. */
  readonly kid: string;
}

/**
 * Reads a public key as KMS gives it.
 * @param spki DER of a SubjectPublicKeyInfo
 * @throws Error when it is not a point on P-256: a quote that such a key signs could be verified by nobody
 */
export function parseQuoteKey(spki: Uint8Array): QuoteKey {
  const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  const { kty, crv, x, y } = key.export({ format: "jwk" });
  if (kty !== "EC" || crv !== "P-256" || x === undefined || y === undefined) {
    throw new Error("the key of quotes is not on the curve P-256");
  }
  return { kty, crv, x, y, alg: "ES256", use: "sig", kid: thumbprintOf({ crv, kty, x, y }) };
}

/** RFC 7638: SHA-256 over the required members, in the order of their names and without white space. */
function thumbprintOf({ crv, kty, x, y }: Pick<QuoteKey, "crv" | "kty" | "x" | "y">): string {
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}
