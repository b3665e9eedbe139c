import { ANALYTICS_SHAPES } from "../../../contract/api/analytics.ts";
import { ANALYTICS_OPERATIONS } from "../../../contract/operations/analytics.ts";
import { readEnvironment } from "../../environment.ts";
import { isRefusal } from "../../http/answer.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { exportEvents, exportOptions } from "./exports.ts";
import type { AnalyticsParts } from "./parts.ts";
import { readEvents } from "./query-events.ts";
import { queryFunnel } from "./query-funnel.ts";
import { readOptions } from "./query-options.ts";
import { summarize } from "./summarize.ts";

const { DIRECTORY_TABLE, TELEMETRY_TABLE } = readEnvironment("DIRECTORY_TABLE", "TELEMETRY_TABLE");
const client = createClient();
const parts: AnalyticsParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  telemetry: tableOf(client, TELEMETRY_TABLE),
};

export const handler = createHandler(
  createLogger(),
  { operations: ANALYTICS_OPERATIONS, shapes: ANALYTICS_SHAPES },
  {
    queryEvents: async (request) => {
      const events = await readEvents(parts, request);
      return isRefusal(events) ? events : { status: 200, body: events };
    },
    exportEvents: (request) => exportEvents(parts, request),
    queryFunnel: (request) => queryFunnel(parts, request),
    queryOptions: async (request) => {
      const options = await readOptions(parts, request);
      return isRefusal(options) ? options : { status: 200, body: options };
    },
    exportOptions: (request) => exportOptions(parts, request),
    summarizeAnalytics: (request) => summarize(parts, request),
  },
);
