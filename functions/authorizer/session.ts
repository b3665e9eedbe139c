import {
  FailedAssertionError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from "aws-jwt-verify/error";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";

export interface SessionIssuer {
  /** The `iss` of its tokens. */
  readonly issuerUrl: string;
  readonly clientId: string;
  readonly jwksUri: string;
}

/** The OIDC subject of a console session, or undefined when the JWT is not one. Throws when the issuer's keys cannot be had. */
export type VerifySession = (jwt: string) => Promise<string | undefined>;

const JWKS_TIMEOUT_MS = 1500;

/**
 * Verifies the access token of a console sign-in (RFC 9068, and Cognito's older form): signature, issuer, expiry, that it is an
 * access token and that it was issued to the console's client. Cognito's access tokens have no `aud` but a `client_id`.
 */
export function createSessionVerifier({ issuerUrl, clientId, jwksUri }: SessionIssuer): VerifySession {
  const verifier = JwtVerifier.create(
    {
      issuer: issuerUrl,
      audience: null,
      jwksUri,
      customJwtCheck: ({ header, payload }) => {
        // The library lets a JWT without an expiry pass, and one at the very instant of its expiry; RFC 7519 section 4.1.4 does not.
        if (payload.exp === undefined || payload.exp * 1000 <= Date.now()) throw new NotASession();
        if (!payload.sub) throw new NotASession();
        const use = payload.token_use;
        if (use !== undefined ? use !== "access" : header.typ !== "at+jwt") throw new NotASession();
        if (payload.client_id !== clientId) throw new NotASession();
      },
    },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: fetchKeys } }) },
  );
  return async (jwt) => {
    try {
      const { sub } = await verifier.verify(jwt);
      return sub;
    } catch (error) {
      if (REFUSALS.some((refusal) => error instanceof refusal)) return undefined;
      throw error;
    }
  };
}

class NotASession extends Error {}

/** What says that the JWT is bad. Everything else, such as keys that cannot be read, is a fault of ours. */
const REFUSALS = [
  FailedAssertionError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  // An unknown key id was asked for a moment ago and the verifier does not ask the issuer again yet.
  WaitPeriodNotYetEndedJwkError,
  NotASession,
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
