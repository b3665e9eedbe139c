import { DENY_REASON_HELP } from "../../contract/deny-reasons.ts";
import { ERRORS } from "../../contract/errors.ts";
import openApi from "../../contract/generated/openapi.json" with { type: "json" };
import { refuse } from "../http/answer.ts";
import { createHandler } from "../http/create-handler.ts";
import { createLogger } from "../http/logger.ts";

const HOUR = { "cache-control": "public, max-age=3600" };
const openApiJson = JSON.stringify(openApi);

const pages = new Map<string, string>([
  ...Object.entries(ERRORS).map(([code, { status, title, help }]): [string, string] => [
    code,
    `${code} (status ${status})\n\n${title}.\n\n${help}\n`,
  ]),
  ...Object.entries(DENY_REASON_HELP).map(([code, { message, fix }]): [string, string] => [
    code,
    `${code}\n\n${message}\n\n${fix}\n`,
  ]),
]);

export const handler = createHandler(createLogger(), {
  getOpenApi: () => Promise.resolve({ status: 200, json: openApiJson, headers: HOUR }),
  getHealth: () => Promise.resolve({ status: 200, body: { status: "ok" } }),
  getErrorPage: ({ path }) => {
    const text = pages.get(path.code);
    return Promise.resolve(text === undefined ? refuse("not_found") : { status: 200, text, headers: HOUR });
  },
});
