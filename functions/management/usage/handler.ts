import { USAGE_SHAPES } from "../../../contract/api/usage.ts";
import { USAGE_OPERATIONS } from "../../../contract/operations/usage.ts";
import { readEnvironment } from "../../environment.ts";
import { isRefusal } from "../../http/answer.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { exportUsage } from "./export-usage.ts";
import { readUsage, type UsageParts } from "./read-usage.ts";

const { DIRECTORY_TABLE, TELEMETRY_TABLE } = readEnvironment("DIRECTORY_TABLE", "TELEMETRY_TABLE");
const client = createClient();
const parts: UsageParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  telemetry: tableOf(client, TELEMETRY_TABLE),
};

export const handler = createHandler(
  createLogger(),
  { operations: USAGE_OPERATIONS, shapes: USAGE_SHAPES },
  {
    queryUsage: async (request) => {
      const usage = await readUsage(parts, request);
      return isRefusal(usage) ? usage : { status: 200, body: usage };
    },
    exportUsage: (request) => exportUsage(parts, request),
  },
);
