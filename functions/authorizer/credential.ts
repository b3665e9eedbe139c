import type { DenyReason } from "../domain/deny-reasons.ts";
import { type EmbedId, parseEmbedId } from "../domain/embed-id.ts";
import { type ParsedToken, parseToken } from "../domain/token.ts";

/** What a request carries, read without any I/O. */
export type Credential =
  | { readonly type: "token"; readonly token: ParsedToken }
  | { readonly type: "embed"; readonly id: EmbedId }
  | { readonly type: "session"; readonly jwt: string }
  /** `exposed`: a secret that came in the URL. It is refused whatever else is true of it. */
  | { readonly type: "refused"; readonly reason: DenyReason; readonly exposed?: ParsedToken };

const BEARER = /^Bearer ([^\s,]+)$/i;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * `Authorization: Bearer <token or JWT>` (RFC 6750 section 2.1), or `?access_token=` (section 2.3) for public tokens and embed ids only: a
 * secret must not travel in a URL. API Gateway joins repeated headers and keys with commas, and no credential holds one.
 */
export function readCredential(authorization: string | undefined, accessToken: string | undefined): Credential {
  if (authorization !== undefined && accessToken !== undefined)
    return { type: "refused", reason: "credential_ambiguous" };
  if (accessToken !== undefined) return readQuery(accessToken);
  if (authorization === undefined) return { type: "refused", reason: "credential_missing" };
  const text = BEARER.exec(authorization)?.[1];
  if (text === undefined) return { type: "refused", reason: "credential_malformed" };
  const token = parseToken(text);
  if (token !== undefined) return { type: "token", token };
  return JWT.test(text) ? { type: "session", jwt: text } : { type: "refused", reason: "credential_malformed" };
}

function readQuery(accessToken: string): Credential {
  const token = parseToken(accessToken);
  if (token !== undefined) {
    return token.kind === "public"
      ? { type: "token", token }
      : { type: "refused", reason: "secret_in_url", exposed: token };
  }
  const id = parseEmbedId(accessToken);
  return id === undefined ? { type: "refused", reason: "credential_malformed" } : { type: "embed", id };
}
