import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "aws-lambda";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { type MeteringParts, meter } from "./meter.ts";
import type { LogsEvent } from "./read-delivery.ts";

/** Time for the last attempt, when a delivery has to end. */
const RESERVE_MS = 30_000;

const parts: MeteringParts = {
  telemetry: tableOf(createClient(), readEnvironment("TELEMETRY_TABLE").TELEMETRY_TABLE),
  logger: createLogger(),
  now: Date.now,
  sleep,
};

/** Invoked by CloudWatch Logs with lines of the API's access log. */
export const handler = async (event: LogsEvent, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> =>
  meter(parts, event, Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
