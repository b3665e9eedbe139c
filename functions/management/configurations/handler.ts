import { randomBytes } from "node:crypto";
import { CONFIGURATOR_SHAPES } from "../../../contract/api/configurators.ts";
import type { ResponseOf } from "../../../contract/api.ts";
import { CONFIGURATOR_OPERATIONS } from "../../../contract/operations/configurators.ts";
import { formatThumbnail, type Thumbnail } from "../../domain/thumbnail.ts";
import { readEnvironment } from "../../environment.ts";
import { refuse } from "../../http/answer.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import {
  listConfigurations,
  readConfiguration,
  readThumbnail,
  type StoredConfiguration,
} from "../../store/configurations.ts";
import { deleteConfiguration } from "./delete.ts";

const { CATALOGUE_TABLE, DIRECTORY_TABLE } = readEnvironment("CATALOGUE_TABLE", "DIRECTORY_TABLE");
const client = createClient();
const catalogue = tableOf(client, CATALOGUE_TABLE);
const directory = tableOf(client, DIRECTORY_TABLE);

/** So many saves are one Query, which gives fewer when they are large. */
const EXPORT_LIMIT = 300;

export const handler = createHandler(
  createLogger(),
  { operations: CONFIGURATOR_OPERATIONS, shapes: CONFIGURATOR_SHAPES },
  {
    listConfigurations: async ({ principal, query }) => {
      const { limit, cursor, ...filters } = query;
      const page = await listConfigurations(catalogue, principal.workspaceId, filters, { limit, cursor });
      if (page === undefined) return refuse("invalid_cursor");
      return { status: 200, body: { items: page.items.map(formatSummary), nextCursor: page.nextCursor } };
    },
    exportConfigurations: async ({ principal, query }) => {
      const { cursor, ...filters } = query;
      const page = await listConfigurations(catalogue, principal.workspaceId, filters, { limit: EXPORT_LIMIT, cursor });
      if (page === undefined) return refuse("invalid_cursor");
      return {
        status: 200,
        text: page.items.map((item) => `${JSON.stringify(formatSummary(item))}\n`).join(""),
        headers: {
          "content-type": "application/x-ndjson",
          ...(page.nextCursor !== null && { "latchkey-next-cursor": page.nextCursor }),
        },
      };
    },
    getConfiguration: async ({ principal, path }) => {
      const [configuration, thumbnail] = await Promise.all([
        readConfiguration(catalogue, principal.workspaceId, path.shortId),
        readThumbnail(catalogue, principal.workspaceId, path.shortId),
      ]);
      if (configuration === undefined) return refuse("not_found");
      return { status: 200, body: format(configuration, thumbnail) };
    },
    deleteConfiguration: (request) => deleteConfiguration({ catalogue, directory, randomBytes }, request),
  },
);

function format(configuration: StoredConfiguration, thumbnail: Thumbnail | undefined): ResponseOf<"getConfiguration"> {
  return {
    ...formatSummary(configuration),
    thumbnail: thumbnail === undefined ? null : formatThumbnail(thumbnail),
  };
}

function formatSummary(configuration: StoredConfiguration): ResponseOf<"listConfigurations">["items"][number] {
  const { shortId, configuratorId, version, values, price, metadata, customerReference, ...rest } = configuration;
  const { revision, createdAt, updatedAt, savedWith, savedFrom } = rest;
  return {
    shortId,
    configuratorId,
    version,
    values,
    price,
    metadata,
    customerReference: customerReference ?? null,
    revision,
    createdAt,
    updatedAt,
    savedWith,
    savedFrom: savedFrom ?? null,
  };
}
