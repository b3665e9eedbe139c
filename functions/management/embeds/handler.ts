import { randomBytes } from "node:crypto";
import { EMBED_ID_SHAPES } from "../../../contract/api/embeds.ts";
import { EMBED_ID_OPERATIONS } from "../../../contract/operations/embeds.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { create, type EmbedParts, get, list, remove, update } from "./operations.ts";

const { DIRECTORY_TABLE } = readEnvironment("DIRECTORY_TABLE");
const parts: EmbedParts = { directory: tableOf(createClient(), DIRECTORY_TABLE), randomBytes };

export const handler = createHandler(
  createLogger(),
  { operations: EMBED_ID_OPERATIONS, shapes: EMBED_ID_SHAPES },
  {
    listEmbeds: (request) => list(parts, request),
    createEmbed: (request) => create(parts, request),
    getEmbed: (request) => get(parts, request),
    updateEmbed: (request) => update(parts, request),
    deleteEmbed: (request) => remove(parts, request),
  },
);
