import { randomBytes } from "node:crypto";
import { CONFIGURATOR_SHAPES } from "../../../contract/api/configurators.ts";
import type { ResponseOf } from "../../../contract/api.ts";
import { CONFIGURATOR_OPERATIONS } from "../../../contract/operations/configurators.ts";
import { readEnvironment } from "../../environment.ts";
import { refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import {
  listConfigurations,
  readConfiguration,
  removeConfiguration,
  type StoredConfiguration,
} from "../../store/configurations.ts";

const { CATALOGUE_TABLE, DIRECTORY_TABLE } = readEnvironment("CATALOGUE_TABLE", "DIRECTORY_TABLE");
const client = createClient();
const catalogue = tableOf(client, CATALOGUE_TABLE);
const directory = tableOf(client, DIRECTORY_TABLE);

export const handler = createHandler(
  createLogger(),
  { operations: CONFIGURATOR_OPERATIONS, shapes: CONFIGURATOR_SHAPES },
  {
    listConfigurations: async ({ principal, query }) => {
      const { configuratorId, limit, cursor } = query;
      const page = await listConfigurations(catalogue, {
        workspaceId: principal.workspaceId,
        configuratorId,
        limit,
        cursor,
      });
      if (page === undefined) return refuse("invalid_cursor");
      return { status: 200, body: { items: page.items.map(format), nextCursor: page.nextCursor } };
    },
    getConfiguration: async ({ principal, path }) => {
      const configuration = await readConfiguration(catalogue, principal.workspaceId, path.shortId);
      return configuration === undefined ? refuse("not_found") : { status: 200, body: format(configuration) };
    },
    deleteConfiguration: async (request) => {
      const { principal, path } = request;
      const target = { type: "configuration", id: path.shortId };
      const outcome = await commit({ directory, randomBytes }, request, { target }, [
        removeConfiguration(catalogue, principal.workspaceId, path.shortId),
      ]);
      return outcome.written ? { status: 204 } : refuse("not_found");
    },
  },
);

function format(configuration: StoredConfiguration): ResponseOf<"getConfiguration"> {
  const { shortId, configuratorId, version, values, price, metadata, createdAt, savedWith, savedFrom } = configuration;
  return {
    shortId,
    configuratorId,
    version,
    values,
    price,
    metadata,
    createdAt,
    savedWith,
    savedFrom: savedFrom ?? null,
  };
}
