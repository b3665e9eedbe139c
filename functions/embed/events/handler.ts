import { EMBED_SHAPES } from "../../../contract/api/embed.ts";
import { EMBED_OPERATIONS } from "../../../contract/operations/embed.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { readConfigurator } from "../../store/configurators.ts";
import { createKnownConfigurators } from "./known-configurators.ts";
import { trackEvents } from "./track-events.ts";

const { TELEMETRY_TABLE, CATALOGUE_TABLE } = readEnvironment("TELEMETRY_TABLE", "CATALOGUE_TABLE");
const client = createClient();
const catalogue = tableOf(client, CATALOGUE_TABLE);
const parts = {
  telemetry: tableOf(client, TELEMETRY_TABLE),
  isConfigurator: createKnownConfigurators({
    exists: async (address) => (await readConfigurator(catalogue, address)) !== undefined,
    now: Date.now,
  }),
};

export const handler = createHandler(
  createLogger(),
  { operations: EMBED_OPERATIONS, shapes: EMBED_SHAPES },
  { trackEvents: (request) => trackEvents(parts, request) },
);
