import {
  type AnyLatchkeyError,
  type Client,
  createClient,
  type ErrorCode,
  isLatchkeyError,
  type Page,
  type Token,
  verifyQuote,
} from "../../../../sdk/src/index.ts";

/** Programs that must compile, with web standards and without the types of Node. */
export async function useEverything(client: Client): Promise<void> {
  const issued: Token = await client.tokens.create({
    kind: "private",
    label: "ci",
    role: "viewer",
    scopes: ["configurator:read"] as const,
  });
  const value: string | null = issued.token;
  const kind: "public" | "private" | "service" = issued.kind;
  const page: Page<Token> = await client.tokens.list({ kind, status: "active", sort: "createdAt", limit: 100 });
  const cursor: string | null = page.nextCursor;
  for await (const { id, displayId } of client.tokens.list())
    await client.tokens.rotate(id, {}, { idempotencyKey: displayId });
  for await (const { items } of client.auditEvents.list().pages()) {
    for (const event of items) await client.tokens.get(event.target.id);
  }
  await client.configurations.delete("short");
  await client.embed.track({
    events: [{ id: "e-1234567", name: "option_chosen", configuratorId: "cfg_1", occurredAt: new Date().toISOString() }],
  });
  await client.configurators.publish("cfg_1", { comment: "spring" }, { signal: AbortSignal.timeout(1_000) });
  void [value, cursor];
}

export async function quote(client: Client): Promise<number> {
  const { quote: signed } = await client.configurations.quote("short", { currency: "EUR" });
  const options = { workspaceId: "ws_1", expect: { currency: "EUR" } };
  await verifyQuote(signed, { ...options, jwks: await client.quoteKeys() });
  const { price, values } = await verifyQuote(signed, { ...options, baseUrl: "https://x.example" });
  return values.gift === true ? 0 : price.amount;
}

export function handle(error: unknown): ErrorCode | string | undefined {
  if (!isLatchkeyError(error)) return undefined;
  const known: AnyLatchkeyError = error;
  if (known.name === "ApiError" && known.code === "owner_has_tokens")
    return known.errors.map(({ pointer }) => pointer).join();
  return known.name === "RateLimitError" ? `${known.retryAfterMs}` : known.code;
}

createClient({ baseUrl: "https://x.example" });
createClient({
  baseUrl: "https://x.example",
  token: async () => "jwt",
  workspaceId: "ws_1",
  runtime: { random: () => 0 },
});
