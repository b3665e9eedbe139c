import { randomBytes } from "node:crypto";
import { EMBED_SHAPES } from "../../../contract/api/embed.ts";
import { EMBED_OPERATIONS } from "../../../contract/operations/embed.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import type { ConfigurationParts } from "./parts.ts";
import { resumeConfiguration } from "./resume.ts";
import { saveConfiguration } from "./save.ts";
import { updateConfiguration } from "./update.ts";

const { CATALOGUE_TABLE } = readEnvironment("CATALOGUE_TABLE");
const parts: ConfigurationParts = { catalogue: tableOf(createClient(), CATALOGUE_TABLE), randomBytes };

export const handler = createHandler(
  createLogger(),
  { operations: EMBED_OPERATIONS, shapes: EMBED_SHAPES },
  {
    saveConfiguration: (request) => saveConfiguration(parts, request),
    updateConfiguration: (request) => updateConfiguration(parts, request),
    resumeConfiguration: (request) => resumeConfiguration(parts, request),
  },
);
