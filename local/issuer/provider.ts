import { type Context, Provider } from "oidc-provider";
import { createAdapters } from "./adapter.ts";
import type { DemoMember } from "./members.ts";
import { formatErrorPage, formatSignOutPage } from "./sign-in-page.ts";
import type { SigningKey } from "./signing-key.ts";

export const CLIENT_ID = "latchkey-console";
/** As in a deployment: see `infra/user-pool.ts`. */
export const ACCESS_TOKEN_TTL_SECONDS = 600;
/** A session lasts a working day. */
const SESSION_TTL_SECONDS = 12 * 3600;
/** What access tokens are for. The provider makes JWTs only for a named resource. */
const RESOURCE = "urn:latchkey:api";
const RESOURCE_SCOPE = "latchkey";
const OIDC_SCOPES = ["openid", "email", "profile"];

export interface ProviderOptions {
  readonly url: string;
  readonly key: SigningKey;
  readonly members: readonly DemoMember[];
  /** Where the console may be: the client's redirect addresses. */
  readonly redirectUris: readonly string[];
}

/**
 * Authorization code with PKCE for one public client, renewed by refresh tokens that change with each use. Access tokens are JWTs in the shape of
 * Cognito's.
 */
export function createProvider({ url, key, members, redirectUris }: ProviderOptions): Provider {
  const origins = new Set(redirectUris.map((uri) => new URL(uri).origin));
  return new Provider(url, {
    adapter: createAdapters(),
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    clientBasedCORS: (_, origin) => origins.has(origin),
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: "none",
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
        redirect_uris: redirectUris,
        post_logout_redirect_uris: redirectUris,
      },
    ],
    conformIdTokenClaims: false,
    cookies: { keys: [key.jwk.kid] },
    extraTokenClaims: (_, { accountId }) => ({ token_use: "access", username: accountId }),
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource(context: Context, form: string) {
          context.body = formatSignOutPage(form);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: RESOURCE_SCOPE,
          accessTokenFormat: "jwt",
          accessTokenTTL: ACCESS_TOKEN_TTL_SECONDS,
          jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
    findAccount: (_, subject) => {
      const member = members.find((candidate) => candidate.subject === subject);
      if (member === undefined) return undefined;
      const { email, name } = member;
      return { accountId: subject, claims: () => ({ sub: subject, email, email_verified: true, name }) };
    },
    formats: {
      customizers: {
        jwt(_, __, jwt) {
          // Cognito's access tokens have neither `typ` nor `aud`. The provider insists on an audience, so it stays where
          // only the provider sees it.
          jwt.header = { typ: undefined };
          Object.defineProperty(jwt.payload, "aud", { value: RESOURCE, enumerable: false, writable: true });
        },
      },
    },
    // As Cognito, without the scope `offline_access`, which it does not know.
    issueRefreshToken: async (_, client) => client.grantTypeAllowed("refresh_token"),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [{ ...key.jwk, use: "sig", alg: "RS256" }] },
    loadExistingGrant: grantEverything,
    pkce: { required: () => true },
    renderError(context, { error_description: description, error = "unknown error" }) {
      context.type = "html";
      context.body = formatErrorPage(description ?? error);
    },
    scopes: OIDC_SCOPES,
    ttl: {
      AccessToken: ACCESS_TOKEN_TTL_SECONDS,
      AuthorizationCode: 60,
      Grant: SESSION_TTL_SECONDS,
      IdToken: ACCESS_TOKEN_TTL_SECONDS,
      Interaction: 3600,
      RefreshToken: SESSION_TTL_SECONDS,
      Session: SESSION_TTL_SECONDS,
    },
  });
}

/** Nobody is asked for consent: the console is the only client there is. */
async function grantEverything({ oidc: { provider, session, client } }: Context) {
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(OIDC_SCOPES.join(" "));
  grant.addResourceScope(RESOURCE, RESOURCE_SCOPE);
  await grant.save();
  return grant;
}
