import type { EmbedResource, Token } from "../../../../../sdk/src/generated/types.ts";
import type { Client } from "../../../../../sdk/src/index.ts";
import type { Carried } from "./snippets.ts";

/** Something that a page can carry, and where it works. */
export interface Carrier {
  readonly id: string;
  readonly label: string;
  readonly carried: Carried;
  readonly tokenId: string;
  readonly domains: readonly string[];
}

/** The newest of each; a workspace with more names its embed ids in its own systems. */
const LISTED_MAX = 100;

export async function listCarriers({ tokens, embeds }: Pick<Client, "tokens" | "embeds">): Promise<readonly Carrier[]> {
  const [publicTokens, embedIds] = await Promise.all([
    tokens.list({ kind: "public", limit: LISTED_MAX }),
    embeds.list({ limit: LISTED_MAX }),
  ]);
  return carriersOf(publicTokens.items, embedIds.items);
}

/** Embed ids first: they outlive a rotation. Tokens that no page could use are left out. */
export function carriersOf(tokens: readonly Token[], embeds: readonly EmbedResource[]): readonly Carrier[] {
  const usable = new Map(tokens.filter(({ status }) => status === "active").map((token) => [token.id, token]));
  const ofEmbeds = embeds.flatMap(({ id, label, tokenId }): Carrier[] => {
    const token = usable.get(tokenId);
    if (token === undefined) return [];
    const { domains } = token;
    return [{ id, label: `${label} (${id})`, carried: { type: "embed", value: id }, tokenId, domains }];
  });
  const ofTokens = [...usable.values()].flatMap(({ id, label, token, masked, domains }): Carrier[] =>
    token === null
      ? []
      : [{ id, label: `${label} (${masked})`, carried: { type: "token", value: token }, tokenId: id, domains }],
  );
  return [...ofEmbeds, ...ofTokens];
}
