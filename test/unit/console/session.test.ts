import { afterEach, describe, expect, it, vi } from "vitest";
import { type Session, startSession } from "../../../console/src/session/session.ts";

const ISSUER = "https://issuer.example";
const HOME = "/console/";
const STATE = "state-of-this-tab";
const NONCE = "nonce-of-this-tab";

/** Seconds for which the tokens are good: so few that the console renews them at once. */
const SHORT = 30;

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

function tokens() {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: ISSUER, sub: "ada", aud: "console", iat: now, exp: now + 600, email: "ada@example.com" };
  return {
    access_token: "access",
    token_type: "Bearer",
    refresh_token: "refresh",
    expires_in: SHORT,
    id_token: `${encode({ alg: "RS256" })}.${encode({ ...claims, nonce: NONCE })}.c2lnbmF0dXJl`,
  };
}

/** A tab that comes back from the issuer, with an issuer that answers renewals when it is told to. */
async function comeBack() {
  const storage = new Map<string, string>([
    ["latchkey.sign-in", JSON.stringify({ codeVerifier: "v".repeat(43), state: STATE, nonce: NONCE, returnTo: HOME })],
  ]);
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => storage.set(name, value),
    removeItem: (name: string) => storage.delete(name),
  });
  const left = vi.fn();
  vi.stubGlobal("location", {
    origin: "https://latchkey.example",
    href: `https://latchkey.example${HOME}?code=abc&state=${STATE}`,
    pathname: HOME,
    search: "",
    hash: "",
    assign: left,
  });
  const renewal = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", async (url: string | URL, init: RequestInit) => {
    if (`${url}`.endsWith("/.well-known/openid-configuration")) {
      return Response.json({
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/authorize`,
        token_endpoint: `${ISSUER}/token`,
        end_session_endpoint: `${ISSUER}/end`,
      });
    }
    return `${init.body}`.includes("grant_type=refresh_token") ? renewal.promise : Response.json(tokens());
  });
  const session: Session = await startSession(
    { issuer: ISSUER, clientId: "console", scopes: "openid email" },
    { home: HOME, replacePath: () => undefined },
  );
  return { session, storage, left, renew: () => renewal.resolve(Response.json(tokens())) };
}

describe("a session of the console", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is renewed before it ends", async () => {
    const { session, renew } = await comeBack();
    expect(session.state()).toMatchObject({ type: "signed-in", email: "ada@example.com" });
    const asked = session.accessToken();
    renew();
    expect(await asked).toBe("access");
    expect(session.state().type).toBe("signed-in");
  });

  it("stays ended when it ends during a renewal", async () => {
    const { session, storage, left, renew } = await comeBack();
    const asked = session.accessToken();
    await session.signOut();
    renew();
    await expect(asked).rejects.toThrow("Nobody is signed in.");
    expect(session.state()).toEqual({ type: "signed-out" });
    expect([...storage]).toEqual([]);
    expect(left).toHaveBeenCalledOnce();
    await expect(session.accessToken()).rejects.toThrow("Nobody is signed in.");
  });
});
