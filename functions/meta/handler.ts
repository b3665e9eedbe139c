import { OPEN_SHAPES } from "../../contract/api/open.ts";
import { DENY_REASON_HELP } from "../../contract/deny-reasons.ts";
import { ERROR_HELP } from "../../contract/error-help.ts";
import { ERROR_CODES, ERRORS } from "../../contract/errors.ts";
import openApi from "../../contract/generated/openapi.json" with { type: "json" };
import { INNER_CODE_HELP } from "../../contract/inner-codes.ts";
import { OPEN_OPERATIONS } from "../../contract/operations/open.ts";
import { readEnvironment } from "../environment.ts";
import { refuse } from "../http/answer.ts";
import { createHandler } from "../http/create-handler.ts";
import { createLogger } from "../http/logger.ts";
import { DEPLOYMENT_SETTINGS, describeDeployment } from "./deployment.ts";

const HOUR = { "cache-control": "public, max-age=3600" };
/** A page that is opened again asks again soon: an upgrade has other files. */
const MINUTE = { "cache-control": "public, max-age=60" };
const deploymentJson = JSON.stringify(
  describeDeployment(readEnvironment(...DEPLOYMENT_SETTINGS), process.env.AWS_ENDPOINT_URL_S3),
);
const openApiJson = JSON.stringify(openApi);

/** A code can be both: an error of a function, and a reason of the authorizer. Its page then says both. */
const texts: readonly (readonly [code: string, text: string])[] = [
  ...ERROR_CODES.map((code) => {
    const { status, title } = ERRORS[code];
    return [code, `As an answer, with status ${status}: ${title}.\n\n${ERROR_HELP[code]}\n`] as const;
  }),
  ...Object.entries(DENY_REASON_HELP).map(
    ([code, { message, fix }]) => [code, `As the reason of a refusal: ${message}\n\n${fix}\n`] as const,
  ),
  ...Object.entries(INNER_CODE_HELP).map(
    ([code, { where, message, fix }]) => [code, `As ${where}: ${message}\n\n${fix}\n`] as const,
  ),
];

function findPage(code: string): string | undefined {
  const found = texts.filter((entry) => entry[0] === code).map((entry) => entry[1]);
  return found.length === 0 ? undefined : [code, ...found].join("\n\n");
}

export const handler = createHandler(
  createLogger(),
  { operations: OPEN_OPERATIONS, shapes: OPEN_SHAPES },
  {
    getOpenApi: () => Promise.resolve({ status: 200, json: openApiJson, headers: HOUR }),
    getHealth: () => Promise.resolve({ status: 200, body: { status: "ok" } }),
    getDeployment: () => Promise.resolve({ status: 200, json: deploymentJson, headers: MINUTE }),
    getErrorPage: ({ path }) => {
      const text = findPage(path.code);
      return Promise.resolve(text === undefined ? refuse("not_found") : { status: 200, text, headers: HOUR });
    },
  },
);
