import type { CloudFormationCustomResourceEvent, Context } from "aws-lambda";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { createDataVersionResource } from "./data-version-resource.ts";
import { RELEASE } from "./release.ts";

/** Time for the page that is under way, and for the answer. */
const RESERVE_MS = 60_000;

const handle = createDataVersionResource({
  tables: { directory: tableOf(createClient(), readEnvironment("DIRECTORY_TABLE").DIRECTORY_TABLE) },
  release: RELEASE,
  logger: createLogger(),
  now: Date.now,
});

export const handler = async (
  event: CloudFormationCustomResourceEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<void> => handle(event, Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS);
