import { type Client, createClient, type Tokens, verifyQuote } from "../../../../sdk/src/index.ts";

/** Programs that must not compile: each line below an expectation is an error, and a line without one fails the check. */
export async function misuseEverything(client: Client): Promise<void> {
  // @ts-expect-error a label is required
  await client.tokens.create({ kind: "private", scopes: ["billing:read"] });
  // @ts-expect-error a public token holds capabilities, not API scopes
  await client.tokens.create({ kind: "public", label: "l", scopes: ["billing:read"] });
  // @ts-expect-error a private token has no domains
  await client.tokens.create({ kind: "private", label: "l", scopes: ["billing:read"], domains: ["https://x.example"] });
  // @ts-expect-error service tokens are made with their service
  await client.tokens.create({ kind: "service", label: "l" });
  // @ts-expect-error there is no such role
  await client.tokens.update("lks_1", { role: "admin" });
  // @ts-expect-error an unknown field
  await client.tokens.update("lks_1", { lable: "typo" });
  // @ts-expect-error reassigning goes to service accounts only
  await client.tokens.reassign("lks_1", { owner: { type: "member", id: "m_1" } });
  // @ts-expect-error an id is required
  await client.tokens.get();
  // @ts-expect-error there is no such status
  client.tokens.list({ status: "stopped" });
  // @ts-expect-error only creations take an idempotency key
  await client.tokens.disable("lks_1", { idempotencyKey: "k" });
  // @ts-expect-error a rollback is not protected by a key
  await client.configurators.rollback("cfg_1", { version: 1 }, { idempotencyKey: "k" });
  // @ts-expect-error versions are numbers
  await client.configurators.getVersion("cfg_1", "3");
  // @ts-expect-error an event needs an id, so that it counts once
  await client.embed.track({ events: [{ name: "n", configuratorId: "cfg_1", occurredAt: "2026-11-22T12:00:00Z" }] });
  // @ts-expect-error saved configurations are listed with `configurations`, never with a public token
  client.embed.list();
  // @ts-expect-error a list is not an array
  client.tokens.list().map((token) => token);
  // @ts-expect-error answers are read-only
  (await client.workspace.get()).name = "other";
  // @ts-expect-error the client does not hand its token out
  client.token;
}

// @ts-expect-error a quote is for one workspace, which must be named
verifyQuote("quote", { jwks: { keys: [] } });
// @ts-expect-error the keys must come from somewhere
verifyQuote("quote", { workspaceId: "ws_1" });

// @ts-expect-error a client needs to know its deployment
createClient({ token: "lks_1" });
// @ts-expect-error an unknown option
createClient({ baseUrl: "https://x.example", retries: 3 });
// @ts-expect-error methods are not replaced
export const replace = (tokens: Tokens, client: Client) => (client.tokens = tokens);
