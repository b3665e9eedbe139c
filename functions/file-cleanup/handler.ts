import type { Context } from "aws-lambda";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { createFileStore, removeFile } from "../store/files.ts";
import { type CleanupParts, runCleanup } from "./run.ts";

/** Time for what is under way when a run has to end. */
const RESERVE_MS = 30_000;

const { CATALOGUE_TABLE, UPLOADS_BUCKET } = readEnvironment("CATALOGUE_TABLE", "UPLOADS_BUCKET");
const files = createFileStore(UPLOADS_BUCKET);
const parts: CleanupParts = {
  catalogue: tableOf(createClient(), CATALOGUE_TABLE),
  removeFile: (address) => removeFile(files, address),
  now: Date.now,
  logger: createLogger(),
};

/** Begun by the schedule. What is in its event does not matter: every run looks for everything that has ended. */
export const handler = async (_: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> =>
  runCleanup(parts, Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
