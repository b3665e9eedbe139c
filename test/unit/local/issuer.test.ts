import { createHash, randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSessionVerifier } from "../../../functions/authorizer/session.ts";
import { ROLES } from "../../../functions/domain/rights.ts";
import { createIdTokenVerifier } from "../../../functions/issuer/id-token.ts";
import { type LocalIssuer, startIssuer } from "../../../local/issuer/issuer.ts";
import { DEMO_MEMBERS, DEMO_OWNER } from "../../../local/issuer/members.ts";
import { createFolder, removeFolder } from "./fixture.ts";

const CONSOLE = "http://localhost:8787/console/";
const folder = createFolder();
const stateFile = join(folder, "issuer.json");
const started: LocalIssuer[] = [];
const start = async (file = stateFile) => {
  const issuer = await startIssuer({ stateFile: file, redirectUris: [CONSOLE] });
  started.push(issuer);
  return issuer;
};
const verifierOf = ({ url, clientId, jwksUri }: LocalIssuer) =>
  createSessionVerifier({ issuerUrl: url, clientId, jwksUri });
const idTokenVerifierOf = ({ url, clientId, jwksUri }: LocalIssuer) =>
  createIdTokenVerifier({ issuerUrl: url, clientId, jwksUri });
const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString("utf8"));

afterAll(() => removeFolder(folder));

describe("the members of the demo", () => {
  it("are one per role, with addresses and subjects of their own", () => {
    expect(new Set(DEMO_MEMBERS.map(({ role }) => role))).toEqual(new Set(ROLES));
    expect(new Set(DEMO_MEMBERS.map(({ subject }) => subject)).size).toBe(ROLES.length);
    expect(new Set(DEMO_MEMBERS.map(({ email }) => email)).size).toBe(ROLES.length);
    expect(DEMO_OWNER.role).toBe("owner");
  });
});

describe("the local issuer", () => {
  afterEach(async () => {
    for (const issuer of started.splice(0)) await issuer.stop();
  });

  it("issues access tokens in Cognito's shape that the authorizer's own verifier takes", async () => {
    const issuer = await start();
    const jwt = issuer.issueAccessToken(DEMO_OWNER);
    expect(await verifierOf(issuer)(jwt)).toBe(DEMO_OWNER.subject);
    expect(claimsOf(jwt)).toMatchObject({
      token_use: "access",
      client_id: issuer.clientId,
      username: DEMO_OWNER.subject,
      iss: issuer.url,
    });
    expect(claimsOf(jwt)).not.toHaveProperty("aud");
  });

  it("issues none that is still good a second after its end", async () => {
    const issuer = await start();
    const verify = verifierOf(issuer);
    expect(await verify(issuer.issueAccessToken(DEMO_OWNER, { ttlSeconds: 60 }))).toBe(DEMO_OWNER.subject);
    expect(await verify(issuer.issueAccessToken(DEMO_OWNER, { ttlSeconds: -1 }))).toBeUndefined();
  });

  it("lets sign-ins open the console for ten minutes at a time, as a deployment does", async () => {
    const { iat, exp } = claimsOf((await start()).issueAccessToken(DEMO_OWNER));
    expect(Number(exp) - Number(iat)).toBe(600);
  });

  it("issues ID tokens that say who signed in, and whose address nobody has verified when that is asked for", async () => {
    const issuer = await start();
    const verify = idTokenVerifierOf(issuer);
    const { subject, email } = DEMO_OWNER;
    expect(await verify(issuer.issueIdToken(DEMO_OWNER))).toEqual({ subject, email });
    expect(await verify(issuer.issueIdToken(DEMO_OWNER, { emailVerified: false }))).toEqual({ subject });
    expect(await verify(issuer.issueIdToken(DEMO_OWNER, { ttlSeconds: -1 }))).toBeUndefined();
  });

  it("issues two kinds of JWT of which neither does for the other", async () => {
    const issuer = await start();
    expect(await idTokenVerifierOf(issuer)(issuer.issueAccessToken(DEMO_OWNER))).toBeUndefined();
    expect(await verifierOf(issuer)(issuer.issueIdToken(DEMO_OWNER))).toBeUndefined();
  });

  it("keeps key and address over a restart, in a file that only its owner can read", async () => {
    const first = await start();
    const jwt = first.issueAccessToken(DEMO_OWNER);
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await verifierOf(second)(jwt)).toBe(DEMO_OWNER.subject);
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
  });

  it("takes another port when its own is taken", async () => {
    const first = await start();
    const second = await start();
    expect(second.url).not.toBe(first.url);
  });

  it("has keys of its own in another data directory", async () => {
    const [one, other] = [await start(), await start(join(folder, "other.json"))];
    expect(await verifierOf(one)(other.issueAccessToken(DEMO_OWNER))).toBeUndefined();
  });
});

describe("signing in at the local issuer", () => {
  let issuer: LocalIssuer;
  beforeAll(async () => {
    issuer = await start(join(folder, "signing-in.json"));
    started.length = 0;
  });
  afterAll(() => issuer.stop());

  /** A browser's cookie jar. */
  function createBrowser() {
    const cookies = new Map<string, string>();
    return async (url: string, init: RequestInit = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(new URL(url, issuer.url), { ...init, redirect: "manual", headers: { cookie } });
      for (const [, name = "", value = ""] of response.headers
        .getSetCookie()
        .flatMap((line) => [...line.matchAll(/^([^=]+)=([^;]*)/g)]))
        cookies.set(name, value);
      return { status: response.status, location: response.headers.get("location") ?? "", text: await response.text() };
    };
  }
  const secret = randomBytes(32).toString("base64url");
  const authorization = (changes: Record<string, string> = {}) =>
    `/auth?${new URLSearchParams({
      client_id: issuer.clientId,
      response_type: "code",
      redirect_uri: CONSOLE,
      scope: "openid email profile",
      code_challenge: createHash("sha256").update(secret).digest("base64url"),
      code_challenge_method: "S256",
      state: "state-1",
      ...changes,
    })}`;
  const askForTokens = async (form: Record<string, string>) => {
    const body = new URLSearchParams({ client_id: issuer.clientId, ...form });
    const response = await fetch(`${issuer.url}/token`, { method: "POST", body });
    const answer: unknown = await response.json();
    const tokenOf = (name: string) => String(Reflect.get(Object(answer), name));
    return {
      status: response.status,
      accessToken: tokenOf("access_token"),
      idToken: tokenOf("id_token"),
      refreshToken: tokenOf("refresh_token"),
      lifetimeSeconds: Reflect.get(Object(answer), "expires_in"),
    };
  };
  const exchange = (code: string, codeVerifier: string) =>
    askForTokens({ grant_type: "authorization_code", code, redirect_uri: CONSOLE, code_verifier: codeVerifier });
  const renew = (refreshToken: string) => askForTokens({ grant_type: "refresh_token", refresh_token: refreshToken });
  async function signIn(subject: string, go = createBrowser()) {
    const page = (await go(authorization())).location;
    const chosen = await go(page, { method: "POST", body: new URLSearchParams({ subject }) });
    return { page: await go(page), chosen, back: await go(chosen.location) };
  }

  it("offers every member, and brings a code back to the console for the chosen one", async () => {
    const go = createBrowser();
    const { text } = await go((await go(authorization())).location);
    for (const { email } of DEMO_MEMBERS) expect(text).toContain(email);
    const { back } = await signIn(DEMO_OWNER.subject);
    const url = new URL(back.location);
    expect([url.origin + url.pathname, url.searchParams.get("state")]).toEqual([CONSOLE, "state-1"]);
    const { accessToken, idToken } = await exchange(url.searchParams.get("code") ?? "", secret);
    const { subject, email } = DEMO_OWNER;
    expect(await idTokenVerifierOf(issuer)(idToken)).toEqual({ subject, email });
    expect(await verifierOf(issuer)(idToken)).toBeUndefined();
    expect(await idTokenVerifierOf(issuer)(accessToken)).toBeUndefined();
    expect(await verifierOf(issuer)(accessToken)).toBe(DEMO_OWNER.subject);
    expect(claimsOf(accessToken)).toMatchObject({ token_use: "access", client_id: issuer.clientId });
    expect(claimsOf(accessToken)).not.toHaveProperty("aud");
  });

  it("renews a sign-in with tokens that count once: one that comes again ends the whole sign-in", async () => {
    const { back } = await signIn(DEMO_OWNER.subject);
    const first = await exchange(new URL(back.location).searchParams.get("code") ?? "", secret);
    expect(first.lifetimeSeconds).toBe(600);
    const second = await renew(first.refreshToken);
    expect(second).toMatchObject({ status: 200, lifetimeSeconds: 600 });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await verifierOf(issuer)(second.accessToken)).toBe(DEMO_OWNER.subject);
    expect(claimsOf(second.idToken)).toMatchObject({ email: DEMO_OWNER.email, email_verified: true });
    expect((await renew(first.refreshToken)).status).toBe(400);
    expect((await renew(second.refreshToken)).status).toBe(400);
  });

  it("asks nobody again while its session lasts, unless the console wants that, and says when it would have to", async () => {
    const go = createBrowser();
    const silently = async () => new URL((await go(authorization({ prompt: "none" }))).location).searchParams;
    expect((await silently()).get("error")).toBe("login_required");
    await signIn(DEMO_OWNER.subject, go);
    expect((await silently()).get("code")).toBeTruthy();
    expect((await go(authorization())).location).toContain(`${CONSOLE}?code=`);
    expect((await go(authorization({ prompt: "login" }))).location).toContain("/interaction/");
  });

  it("ends its session and what was issued in it, and goes back to the console", async () => {
    const go = createBrowser();
    const { back } = await signIn(DEMO_OWNER.subject, go);
    const { idToken, refreshToken } = await exchange(new URL(back.location).searchParams.get("code") ?? "", secret);
    const leave = (address: string) =>
      go(
        `/session/end?${new URLSearchParams({ client_id: issuer.clientId, id_token_hint: idToken, post_logout_redirect_uri: address, logout_uri: address })}`,
      );
    expect((await leave("http://evil.localhost:1/")).status).toBe(400);
    const { text } = await leave(CONSOLE);
    const [, xsrf = ""] = /name="xsrf" value="([^"]+)"/.exec(text) ?? [];
    expect(text).toContain("document.forms[0].submit()");
    const confirmed = await go("/session/end/confirm", {
      method: "POST",
      body: new URLSearchParams({ xsrf, logout: "yes" }),
    });
    expect(confirmed.location).toBe(CONSOLE);
    expect((await go(authorization())).location).toContain("/interaction/");
    expect((await renew(refreshToken)).status).toBe(400);
  });

  it("can be read by pages of the console, and by no page of another origin", async () => {
    const ask = async (path: string, origin: string, method = "GET") => {
      const headers = { origin, "access-control-request-method": "POST" };
      const { status, headers: answer } = await fetch(issuer.url + path, { method, headers });
      return { status, allowed: answer.get("access-control-allow-origin") };
    };
    const { origin } = new URL(CONSOLE);
    for (const path of ["/.well-known/openid-configuration", "/jwks"]) {
      expect(await ask(path, origin)).toEqual({ status: 200, allowed: origin });
      expect(await ask(path, "http://evil.localhost")).toEqual({ status: 403, allowed: null });
    }
    expect(await ask("/token", origin, "OPTIONS")).toEqual({ status: 204, allowed: origin });
    for (const method of ["OPTIONS", "POST"]) {
      expect(await ask("/token", "null", method)).toEqual({ status: 403, allowed: null });
    }
  });

  it("gives no token without the secret of the code challenge", async () => {
    const { back } = await signIn(DEMO_OWNER.subject);
    const code = new URL(back.location).searchParams.get("code") ?? "";
    expect((await exchange(code, randomBytes(32).toString("base64url"))).status).toBe(400);
  });

  it("refuses a request without a code challenge, and another address to come back to", async () => {
    const go = createBrowser();
    const bare = authorization().replace(/&code_challenge[^&]*/g, "");
    expect((await go(bare)).location).toContain("error=invalid_request");
    expect((await go(authorization({ redirect_uri: "http://evil.localhost:1/" }))).status).toBe(400);
  });

  it("knows nobody else, and ends well when the sign-in is gone", async () => {
    expect((await signIn("nobody")).chosen.status).toBe(400);
    expect((await createBrowser()("/interaction/unknown")).status).toBe(400);
  });
});
