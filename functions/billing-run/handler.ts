import { randomBytes } from "node:crypto";
import type { Context } from "aws-lambda";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { type RunParts, runBilling } from "./run.ts";

/** Time for the workspace that is worked on when a run has to end, and writing down where it came to. */
const RESERVE_MS = 60_000;

const { DIRECTORY_TABLE, TELEMETRY_TABLE } = readEnvironment("DIRECTORY_TABLE", "TELEMETRY_TABLE");
const client = createClient();
const parts: RunParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  telemetry: tableOf(client, TELEMETRY_TABLE),
  randomBytes,
  now: Date.now,
  logger: createLogger(),
};

/** Begun by the schedule. What is in its event does not matter: every run looks at every workspace that has a rate card. */
export const handler = async (_: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> =>
  runBilling(parts, Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
