import type { Context } from "aws-lambda";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { readTimeZone } from "../store/workspaces.ts";
import { type CountingParts, runCounting } from "./run.ts";

/** Time for what is under way when a run has to end. */
const RESERVE_MS = 10_000;

const { DIRECTORY_TABLE, TELEMETRY_TABLE } = readEnvironment("DIRECTORY_TABLE", "TELEMETRY_TABLE");
const client = createClient();
const directory = tableOf(client, DIRECTORY_TABLE);
const parts: CountingParts = {
  telemetry: tableOf(client, TELEMETRY_TABLE),
  readTimeZone: (workspaceId) => readTimeZone(directory, workspaceId),
  now: Date.now,
  logger: createLogger(),
};

/** Begun by the schedule. What is in its event does not matter: every run looks for everything that is to be counted. */
export const handler = async (_: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> =>
  runCounting(parts, Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
