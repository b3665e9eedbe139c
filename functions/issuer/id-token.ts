import { createJwtVerifier, type Issuer } from "./jwt.ts";

/** Who has signed in, as the issuer vouches for it. */
export interface SignedInPerson {
  readonly subject: string;
  /** Lower case. Undefined when the issuer has not verified that the address is theirs. */
  readonly email: string | undefined;
}

/** Undefined when it is no ID token of a sign-in to this deployment. Throws when the issuer's keys cannot be had. */
export type VerifyIdToken = (idToken: string) => Promise<SignedInPerson | undefined>;

/** As long as an address can be that is invited. */
const EMAIL_CHARACTERS_MAX = 254;

/** Other characters could become an ASCII address when they are put into lower case, such as the Kelvin sign, a `k`. */
const ASCII = /^[\x21-\x7e]+$/;

/**
 * Verifies the ID token of a sign-in (OpenID Connect Core 1.0 section 3.1.3.7): signature, issuer, expiry, that it was issued to the console's
 * client, and that it is no access token, which any API behind the same issuer gets to see.
 */
export function createIdTokenVerifier(issuer: Issuer): VerifyIdToken {
  const { clientId } = issuer;
  const verify = createJwtVerifier(issuer, ({ header, payload }) => {
    const { aud, azp, token_use: use } = payload;
    if (isAccessTokenType(header.typ) || (use !== undefined && use !== "id")) return false;
    // Several audiences need one that was authorized.
    if (Array.isArray(aud) ? !aud.includes(clientId) : aud !== clientId) return false;
    return azp === undefined ? !Array.isArray(aud) || aud.length === 1 : azp === clientId;
  });
  return async (idToken) => {
    const payload = (await verify(idToken))?.payload;
    if (payload === undefined) return undefined;
    const { sub, email, email_verified: isVerified } = payload;
    const isUsable =
      isVerified === true && typeof email === "string" && email.length <= EMAIL_CHARACTERS_MAX && ASCII.test(email);
    return { subject: sub, email: isUsable ? email.toLowerCase() : undefined };
  };
}

/** RFC 9068 section 4: `at+jwt` or `application/at+jwt`; media types have no case. */
function isAccessTokenType(type: unknown): boolean {
  return typeof type === "string" && /^(?:application\/)?at\+jwt$/i.test(type);
}
