import { EMBED_SHAPES } from "../../../contract/api/embed.ts";
import { EMBED_OPERATIONS } from "../../../contract/operations/embed.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { createEmbedTargetReader } from "../../store/embed-reader.ts";
import { createSubjectReader } from "../../store/token-reader.ts";
import { type DiagnoseParts, diagnose } from "./diagnose.ts";

const { DIRECTORY_TABLE, CATALOGUE_TABLE } = readEnvironment("DIRECTORY_TABLE", "CATALOGUE_TABLE");
const client = createClient();
const parts: DiagnoseParts = {
  catalogue: tableOf(client, CATALOGUE_TABLE),
  readSubject: createSubjectReader(client, DIRECTORY_TABLE),
  readEmbed: createEmbedTargetReader(client, DIRECTORY_TABLE),
};

export const handler = createHandler(
  createLogger(),
  { operations: EMBED_OPERATIONS, shapes: EMBED_SHAPES },
  {
    diagnoseToken: (request) => diagnose(parts, request),
  },
);
