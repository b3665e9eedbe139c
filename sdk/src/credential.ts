import type { OperationEntry } from "./generated/operations.ts";

/** A token or a session's JWT, or what gives one. A function is asked before every attempt, so a session can be renewed. */
export type TokenSource = string | (() => string | Promise<string>);

/** How a credential travels. */
export interface CredentialPlace {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

export type CredentialKind = "public" | "private" | "service" | "session";

/** An embed id stands for a public token. */
const KIND_BY_PREFIX: Readonly<Record<string, CredentialKind>> = {
  lkp_: "public",
  emb_: "public",
  lks_: "private",
  lkv_: "service",
};

export function kindOfCredential(credential: string): CredentialKind {
  return KIND_BY_PREFIX[credential.slice(0, 4)] ?? "session";
}

/**
 * A public token goes into the query of operations that take one: such a request needs no CORS preflight. Everything else is a secret and goes
 * into the `Authorization` header, never into a URL.
 */
export function placeCredential(
  operation: OperationEntry,
  credential: string | undefined,
  workspaceId: string | undefined,
): CredentialPlace {
  if (credential === undefined) return { query: {}, headers: {} };
  if (operation.credentials.includes("public") && kindOfCredential(credential) === "public") {
    return { query: { access_token: credential }, headers: {} };
  }
  const workspace = workspaceId === undefined ? {} : { "latchkey-workspace": workspaceId };
  return { query: {}, headers: { authorization: `Bearer ${credential}`, ...workspace } };
}

/** The credential for one attempt; undefined for open operations, which never get one. Throws TypeError when there is none to send. */
export async function readCredential(
  id: string,
  operation: OperationEntry,
  source: TokenSource | undefined,
): Promise<string | undefined> {
  if (operation.credentials.length === 0) return undefined;
  const credential = typeof source === "function" ? await source() : source;
  if (credential === undefined) throw new TypeError(`${id} needs a token: give one to createClient`);
  // A header refuses other characters with a message that quotes the value.
  if (!/^[\x21-\x7e]+$/.test(credential))
    throw new TypeError("the token must be visible ASCII characters without spaces");
  return credential;
}
