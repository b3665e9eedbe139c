import { randomBytes } from "node:crypto";
import type { Context } from "aws-lambda";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { createSecretBox } from "../store/secret-box.ts";
import { readReceiverRules } from "../webhook-delivery/allowed-networks.ts";
import { createOpenSecret } from "../webhook-delivery/attempt.ts";
import { createReceiver } from "../webhook-delivery/receiver.ts";
import { type RunParts, runNotices } from "./run.ts";

/** Time for what is under way when a run has to end: the attempts that were begun, and writing down where it came to. */
const RESERVE_MS = 30_000;

const { DIRECTORY_TABLE, SECRETS_KEY_ARN, WEBHOOK_ALLOWED_NETWORKS } = readEnvironment(
  "DIRECTORY_TABLE",
  "SECRETS_KEY_ARN",
  "WEBHOOK_ALLOWED_NETWORKS",
);
const parts: RunParts = {
  directory: tableOf(createClient(), DIRECTORY_TABLE),
  openSecret: createOpenSecret(createSecretBox(SECRETS_KEY_ARN)),
  post: createReceiver({ rules: readReceiverRules(WEBHOOK_ALLOWED_NETWORKS) }),
  randomBytes,
  now: Date.now,
  logger: createLogger(),
};

/** Begun by the schedule. What is in its event does not matter: every run looks for everything that is due. */
export const handler = async (_: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> =>
  runNotices(parts, Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
