import {
  FailedAssertionError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import type { JwtHeader, JwtPayload } from "aws-jwt-verify/jwt-model";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";

/** The OpenID Connect issuer that people sign in at. */
export interface Issuer {
  /** The `iss` of its tokens. */
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly jwksUri: string;
}

/** A JWT whose signature, issuer and expiry hold. */
export interface SignedJwt {
  readonly header: JwtHeader;
  readonly payload: JwtPayload & { readonly sub: string };
}

/** What the JWT says, or undefined when it is not one that is asked for. Throws when the issuer's keys cannot be had. */
export type VerifyJwt = (jwt: string) => Promise<SignedJwt | undefined>;

const JWKS_TIMEOUT_MS = 1500;
/** OpenID Connect Core 1.0 section 2. It becomes part of a key. */
const SUBJECT_CHARACTERS_MAX = 255;
/** A verifier keeps the issuer's keys for as long as it lives: a key that the issuer has withdrawn must not count for ever. */
const VERIFIER_AGE_MS_MAX = 10 * 60 * 1000;

/**
 * Verifies a JWT of the issuer: signature, `iss`, that it has an expiry in the future and a subject, and what `accepts` demands. Whom it was
 * issued to and what for is for `accepts` to say: access tokens and ID tokens say it in different claims.
 */
export function createJwtVerifier(
  { issuerUrl, jwksUri }: Issuer,
  accepts: (jwt: { readonly header: JwtHeader; readonly payload: JwtPayload }) => boolean,
): VerifyJwt {
  const create = () =>
    JwtVerifier.create(
      { issuer: issuerUrl, audience: null, jwksUri },
      { jwksCache: new SimpleJwksCache({ fetcher: { fetch: fetchKeys } }) },
    );
  let verifier = create();
  let createdEpochMs = Date.now();

  return async (jwt) => {
    if (Date.now() - createdEpochMs > VERIFIER_AGE_MS_MAX) {
      verifier = create();
      createdEpochMs = Date.now();
    }
    let header: JwtHeader | undefined;
    try {
      const payload = await verifier.verify(jwt, {
        audience: null,
        customJwtCheck: (verified) => {
          header = verified.header;
        },
      });
      const { sub, exp } = payload;
      // The library lets a JWT without an expiry pass, and one at the very instant of its expiry; RFC 7519 section 4.1.4 does not.
      if (exp === undefined || exp * 1000 <= Date.now() || header === undefined) return undefined;
      if (!sub || sub.length > SUBJECT_CHARACTERS_MAX) return undefined;
      return accepts({ header, payload }) ? { header, payload: { ...payload, sub } } : undefined;
    } catch (error) {
      if (REFUSALS.some((refusal) => error instanceof refusal)) return undefined;
      throw error;
    }
  };
}

/** What says that the JWT is bad. Everything else, such as keys that cannot be read, is a fault of ours. */
const REFUSALS = [
  FailedAssertionError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  // An unknown key id was asked for a moment ago and the verifier does not ask the issuer again yet.
  WaitPeriodNotYetEndedJwkError,
];

/** https, or plain http to this machine's own loopback, where an issuer runs during development. */
async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  const { protocol, hostname } = new URL(uri);
  const isLoopback = hostname === "localhost" || hostname === "127.0.0.1";
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback))
    throw new Error("the issuer's keys must come over https");
  const answer = await fetch(uri, { signal: AbortSignal.timeout(JWKS_TIMEOUT_MS), redirect: "error" });
  if (!answer.ok) throw new Error(`the issuer's keys could not be read: status ${answer.status}`);
  return answer.arrayBuffer();
}
