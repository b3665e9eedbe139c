import * as z from "zod";
import { EMBED_ID_PATTERN } from "../../functions/domain/embed-id.ts";
import { instant, label, pageOf, pageQuery, tokenId } from "./common.ts";

export const embedId = z
  .string()
  .regex(EMBED_ID_PATTERN)
  .meta({ description: "Embed id. Not secret: pages carry it.", example: "emb_8sV1bNq4YwKd" });
export const embed = z
  .strictObject({
    id: embedId,
    label,
    tokenId: tokenId.meta({ description: "The public token that a page with this id uses" }),
    createdAt: instant,
    createdBy: z.string().meta({ description: "Token id or member id of the actor" }),
    updatedAt: instant,
  })
  .meta({ id: "EmbedResource" });
export const embedPage = pageOf(embed, "EmbedPage");
export const createEmbedBody = z
  .strictObject({ label, tokenId: tokenId.meta({ description: "A public token of this workspace" }) })
  .meta({ id: "CreateEmbed" });
export const updateEmbedBody = z
  .strictObject({ label: label.optional(), tokenId: tokenId.optional() })
  .meta({ id: "UpdateEmbed", description: "Only the fields that are given change" });
export const listEmbedsQuery = z.strictObject({
  ...pageQuery,
  tokenId: tokenId.optional().meta({ description: "Those that stand for this token" }),
});
export const embedPath = z.strictObject({ embedId });
