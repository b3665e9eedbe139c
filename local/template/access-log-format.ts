import type { Property } from "./property.ts";

/** The stage's access-log format, cut at its `$context` variables: text, variable, text, variable, ..., text. */
export interface AccessLogFormat {
  readonly texts: readonly string[];
  readonly variables: readonly string[];
}

const VARIABLES = new Set([
  "accountId",
  "apiId",
  "authorizer.error",
  "authorizer.latency",
  "authorizer.status",
  "domainName",
  "domainPrefix",
  "error.message",
  "error.messageString",
  "error.responseType",
  "extendedRequestId",
  "httpMethod",
  "identity.sourceIp",
  "identity.userAgent",
  "integration.error",
  "integration.integrationStatus",
  "integration.latency",
  "integration.requestId",
  "integration.status",
  "integrationErrorMessage",
  "integrationLatency",
  "integrationStatus",
  "path",
  "protocol",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "responseLatency",
  "responseLength",
  "routeKey",
  "stage",
  "status",
]);

/** @throws TemplateError for a variable that the gateway has no value for; `authorizer.<key>` is what an authorizer returns */
export function parseAccessLogFormat(property: Property): AccessLogFormat {
  const parts = property.string().split(/\$context\.([A-Za-z][\w.]*\w|\w)/);
  const variables = parts.filter((_, index) => index % 2 === 1);
  for (const variable of variables) {
    if (!VARIABLES.has(variable) && !/^authorizer\.\w+$/.test(variable)) {
      property.fail(`uses $context.${variable}, which the local gateway does not implement`);
    }
  }
  return { texts: parts.filter((_, index) => index % 2 === 0), variables };
}
