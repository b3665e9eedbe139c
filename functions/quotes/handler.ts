import { randomBytes } from "node:crypto";
import { QUOTE_SHAPES } from "../../contract/api/quotes.ts";
import { QUOTE_OPERATIONS } from "../../contract/operations/quotes.ts";
import { readEnvironment } from "../environment.ts";
import { createHandler } from "../http/create-handler.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { createQuoteSigner } from "../store/quote-signer.ts";
import { type QuoteParts, quoteConfiguration, quoteSavedConfiguration } from "./quote-configuration.ts";

const { CATALOGUE_TABLE, BASE_URL, QUOTE_KEY_ARN, EARLIER_QUOTE_KEY_ARNS, QUOTE_LIFETIME_SECONDS } = readEnvironment(
  "CATALOGUE_TABLE",
  "BASE_URL",
  "QUOTE_KEY_ARN",
  "EARLIER_QUOTE_KEY_ARNS",
  "QUOTE_LIFETIME_SECONDS",
);
const signer = createQuoteSigner({
  keyArn: QUOTE_KEY_ARN,
  earlierKeyArns: EARLIER_QUOTE_KEY_ARNS.split(",").filter((arn) => arn.startsWith("arn:")),
});
const parts: QuoteParts = {
  catalogue: tableOf(createClient(), CATALOGUE_TABLE),
  signer,
  randomBytes,
  issuer: BASE_URL,
  lifetimeSeconds: Number(QUOTE_LIFETIME_SECONDS),
};

/** Public keys are for everybody, so they name no origin: whatever cache keeps the answer may give it to every page. */
const FOR_EVERYBODY = { "cache-control": "public, max-age=3600", "access-control-allow-origin": "*" };

export const handler = createHandler(
  createLogger(),
  { operations: QUOTE_OPERATIONS, shapes: QUOTE_SHAPES },
  {
    quoteConfiguration: (request) => quoteConfiguration(parts, request),
    quoteSavedConfiguration: (request) => quoteSavedConfiguration(parts, request),
    getQuoteKeys: async () => ({ status: 200, body: { keys: await signer.keys() }, headers: FOR_EVERYBODY }),
  },
);
