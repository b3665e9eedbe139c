import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from "node:crypto";

/** An RSA key that signs access tokens with RS256. */
export interface SigningKey {
  /** RFC 7517, with the private members. */
  readonly jwk: JsonWebKey & { readonly kid: string };
  readonly privateKey: KeyObject;
}

export function createSigningKey(): SigningKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = privateKey.export({ format: "jwk" });
  const kid = createHash("sha256").update(String(jwk.n)).digest("base64url").slice(0, 16);
  return { jwk: { ...jwk, kid }, privateKey };
}

/** @throws Error when it is not the JWK of a private key */
export function parseSigningKey(jwk: JsonWebKey): SigningKey {
  if (typeof jwk.kid !== "string") throw new Error("the signing key has no kid");
  return { jwk: { ...jwk, kid: jwk.kid }, privateKey: createPrivateKey({ key: jwk, format: "jwk" }) };
}

/** A JWT in the form of Cognito's: the header holds `kid` and `alg` only. */
export function signJwt({ jwk, privateKey }: SigningKey, claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const input = `${encode({ kid: jwk.kid, alg: "RS256" })}.${encode(claims)}`;
  return `${input}.${sign("RSA-SHA256", Buffer.from(input), privateKey).toString("base64url")}`;
}
