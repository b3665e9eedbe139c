import * as oauth from "oauth4webapi";

/** Where people sign in. */
export interface SignInSettings {
  /** The issuer's `iss` claim, and where its discovery document is found. */
  readonly issuer: string;
  readonly clientId: string;
  /** Separated by spaces. */
  readonly scopes: string;
}

/** What a sign-in gave. Held in memory only. */
export interface SignInTokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string | undefined;
  readonly expiresAtEpochMs: number;
  readonly email: string;
  readonly name: string | undefined;
}

/** What must survive the way to the issuer and back. Of no use to anybody once the code has been exchanged. */
interface PendingSignIn {
  readonly codeVerifier: string;
  readonly state: string;
  readonly nonce: string;
  /** Path of the console to go on with. */
  readonly returnTo: string;
}

/** The sign-in did not come about; the message is for the person. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

const PENDING_KEY = "latchkey.sign-in";

/** Authorization code with PKCE (RFC 6749, RFC 7636) for one public client, by OpenID Connect discovery. */
export function createOidc(settings: SignInSettings, redirectUri: string) {
  const client: oauth.Client = { client_id: settings.clientId };
  const issuer = new URL(settings.issuer);
  // An issuer on this machine needs no certificate; every other must have one.
  const http = { [oauth.allowInsecureRequests]: isLoopback(issuer) };
  let discovered: Promise<oauth.AuthorizationServer> | undefined;

  function discover(): Promise<oauth.AuthorizationServer> {
    discovered ??= oauth
      .discoveryRequest(issuer, { algorithm: "oidc", ...http })
      .then((response) => oauth.processDiscoveryResponse(issuer, response))
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  }

  return {
    /** Leaves the page for the issuer. `chooseAgain` asks for a sign-in even where one is still remembered. */
    async begin(returnTo: string, { chooseAgain = false } = {}): Promise<void> {
      const server = await discover();
      if (server.authorization_endpoint === undefined) throw new SignInError("The issuer names no place to sign in.");
      const pending: PendingSignIn = {
        codeVerifier: oauth.generateRandomCodeVerifier(),
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
        returnTo,
      };
      sessionStorage.setItem(PENDING_KEY, JSON.stringify(pending));
      const address = new URL(server.authorization_endpoint);
      address.search = new URLSearchParams({
        client_id: settings.clientId,
        redirect_uri: redirectUri,
        response_type: "code",
        scope: settings.scopes,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(pending.codeVerifier),
        code_challenge_method: "S256",
        ...(chooseAgain && { prompt: "login" }),
      }).toString();
      location.assign(address);
    },

    /** Exchanges the code that the issuer sent back with. Throws SignInError when the answer is not to a question of this tab. */
    async complete(address: URL): Promise<{ readonly tokens: SignInTokens; readonly returnTo: string }> {
      const pending = takePending();
      if (pending === undefined)
        throw new SignInError("This sign-in was not started in this tab. Please sign in again.");
      const server = await discover();
      const parameters = oauth.validateAuthResponse(server, client, address, pending.state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        parameters,
        redirectUri,
        pending.codeVerifier,
        http,
      );
      const answer = await oauth.processAuthorizationCodeResponse(server, client, response, {
        expectedNonce: pending.nonce,
        requireIdToken: true,
      });
      return { tokens: tokensOf(answer), returnTo: pending.returnTo };
    },

    /** New tokens without asking anybody. */
    async renew(tokens: SignInTokens): Promise<SignInTokens> {
      if (tokens.refreshToken === undefined) throw new SignInError("The sign-in has ended.");
      const server = await discover();
      const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), tokens.refreshToken, http);
      const answer = await oauth.processRefreshTokenResponse(server, client, response);
      return tokensOf(answer, tokens);
    },

    /** Ends the session at the issuer, where it offers that, and comes back. */
    async end(tokens: SignInTokens | undefined): Promise<void> {
      const server = await discover();
      if (server.end_session_endpoint === undefined) return location.assign(redirectUri);
      const address = new URL(server.end_session_endpoint);
      // The first three are of OpenID Connect RP-Initiated Logout 1.0; Cognito knows `logout_uri` only.
      address.search = new URLSearchParams({
        client_id: settings.clientId,
        post_logout_redirect_uri: redirectUri,
        ...(tokens !== undefined && { id_token_hint: tokens.idToken }),
        logout_uri: redirectUri,
      }).toString();
      location.assign(address);
    },
  };
}

function tokensOf(answer: oauth.TokenEndpointResponse, former?: SignInTokens): SignInTokens {
  const claims = oauth.getValidatedIdTokenClaims(answer);
  const idToken = answer.id_token ?? former?.idToken;
  if (idToken === undefined) throw new SignInError("The issuer did not say who signed in.");
  return {
    accessToken: answer.access_token,
    idToken,
    refreshToken: answer.refresh_token ?? former?.refreshToken,
    expiresAtEpochMs: Date.now() + (answer.expires_in ?? DEFAULT_LIFETIME_SECONDS) * 1000,
    email: textOf(claims?.email) ?? former?.email ?? "",
    name: textOf(claims?.name) ?? former?.name,
  };
}

const DEFAULT_LIFETIME_SECONDS = 300;

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function takePending(): PendingSignIn | undefined {
  const text = sessionStorage.getItem(PENDING_KEY);
  sessionStorage.removeItem(PENDING_KEY);
  if (text === null) return undefined;
  const value: unknown = JSON.parse(text);
  return isPending(value) ? value : undefined;
}

function isPending(value: unknown): value is PendingSignIn {
  if (typeof value !== "object" || value === null) return false;
  const members = ["codeVerifier", "state", "nonce", "returnTo"] as const;
  return members.every((name) => name in value && typeof Reflect.get(value, name) === "string");
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && (hostname === "localhost" || hostname === "127.0.0.1");
}
