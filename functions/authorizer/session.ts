import { createJwtVerifier, type Issuer } from "../issuer/jwt.ts";

/** The OIDC subject of a console session, or undefined when the JWT is not one. Throws when the issuer's keys cannot be had. */
export type VerifySession = (jwt: string) => Promise<string | undefined>;

/**
 * Verifies the access token of a console sign-in (RFC 9068, and Cognito's older form): signature, issuer, expiry, that it is an
 * access token and that it was issued to the console's client. Cognito's access tokens have no `aud` but a `client_id`.
 */
export function createSessionVerifier(issuer: Issuer): VerifySession {
  const verify = createJwtVerifier(issuer, ({ header, payload }) => {
    const use = payload.token_use;
    const isAccessToken = use !== undefined ? use === "access" : header.typ === "at+jwt";
    return isAccessToken && payload.client_id === issuer.clientId;
  });
  return async (jwt) => (await verify(jwt))?.payload.sub;
}
