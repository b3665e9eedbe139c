import { createOidc, type SignInSettings, type SignInTokens } from "./oidc.ts";

export type SessionState =
  | { readonly type: "starting" }
  | { readonly type: "signed-out"; readonly message?: string }
  | { readonly type: "signed-in"; readonly email: string; readonly name: string | undefined };

/**
 * The sign-in of this tab. Tokens live in a closure: they are in no storage, no address and no global, and a reload asks the issuer again,
 * which answers at once while its own session lasts.
 */
export interface Session {
  readonly state: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** For the `Authorization` header. Renewed before it ends. Throws when the sign-in has ended. */
  readonly accessToken: () => Promise<string>;
  readonly idToken: () => Promise<string>;
  readonly signIn: (options?: { readonly chooseAgain?: boolean }) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

/** Whether this tab was signed in, so that a reload goes on by itself. Says nothing about whom. */
const RESUME_KEY = "latchkey.signed-in";
const RENEW_BEFORE_MS = 60_000;
const NOBODY = "Nobody is signed in.";

/** @param replacePath goes to a path of the console without a new entry in the history */
export async function startSession(
  settings: SignInSettings,
  { home, replacePath }: { readonly home: string; readonly replacePath: (path: string) => void },
): Promise<Session> {
  const oidc = createOidc(settings, new URL(home, location.origin).href);
  const listeners = new Set<() => void>();
  let state: SessionState = { type: "starting" };
  let tokens: SignInTokens | undefined;
  let renewing: Promise<SignInTokens> | undefined;

  function show(next: SessionState): void {
    state = next;
    for (const listener of listeners) listener();
  }
  function hold(next: SignInTokens): void {
    tokens = next;
    sessionStorage.setItem(RESUME_KEY, "1");
    if (state.type !== "signed-in" || state.email !== next.email) {
      show({ type: "signed-in", email: next.email, name: next.name });
    }
  }
  function drop(message?: string): void {
    tokens = undefined;
    sessionStorage.removeItem(RESUME_KEY);
    show({ type: "signed-out", ...(message !== undefined && { message }) });
  }
  async function renew(former: SignInTokens): Promise<SignInTokens> {
    const renewed = await oidc.renew(former);
    // Who has signed out meanwhile stays signed out.
    if (tokens !== former) throw new Error(NOBODY);
    hold(renewed);
    return renewed;
  }
  async function current(): Promise<SignInTokens> {
    const held = tokens;
    if (held === undefined) throw new Error(NOBODY);
    if (Date.now() < held.expiresAtEpochMs - RENEW_BEFORE_MS) return held;
    renewing ??= renew(held).finally(() => {
      renewing = undefined;
    });
    try {
      return await renewing;
    } catch (error) {
      if (tokens === held) drop("Your sign-in has ended. Sign in again to go on where you were.");
      throw error;
    }
  }

  const here = () => location.pathname + location.search + location.hash;
  const address = new URL(location.href);
  if (address.searchParams.has("state") && (address.searchParams.has("code") || address.searchParams.has("error"))) {
    try {
      const { tokens: issued, returnTo } = await oidc.complete(address);
      replacePath(returnTo);
      hold(issued);
    } catch (error) {
      replacePath(home);
      drop(`Signing in did not work: ${error instanceof Error ? error.message : "unknown reason"}`);
    }
  } else if (sessionStorage.getItem(RESUME_KEY) !== null) {
    // Taken away first: an issuer that sends nobody back must not make a reload go there for ever.
    sessionStorage.removeItem(RESUME_KEY);
    await oidc.begin(here());
  } else {
    drop();
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    accessToken: async () => (await current()).accessToken,
    idToken: async () => (await current()).idToken,
    signIn: (options) => oidc.begin(here(), options),
    async signOut() {
      const former = tokens;
      drop();
      await oidc.end(former);
    },
  };
}
