import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { createSignUp } from "./sign-up.ts";

export const handler = createSignUp({
  directory: tableOf(createClient(), readEnvironment("DIRECTORY_TABLE").DIRECTORY_TABLE),
  logger: createLogger(),
  now: Date.now,
});
