import { randomBytes } from "node:crypto";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { createBootstrap } from "./bootstrap.ts";

export const handler = createBootstrap({
  directory: tableOf(createClient(), readEnvironment("DIRECTORY_TABLE").DIRECTORY_TABLE),
  randomBytes,
  logger: createLogger(),
  now: Date.now,
});
