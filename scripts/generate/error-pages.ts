import { shapeOf } from "../../contract/api.ts";
import { DENY_REASON_HELP } from "../../contract/deny-reasons.ts";
import { ERROR_HELP } from "../../contract/error-help.ts";
import { ERRORS, type ErrorCode, type ErrorKind } from "../../contract/errors.ts";
import { INNER_CODE_HELP, type InnerCode } from "../../contract/inner-codes.ts";
import { errorCodesOf } from "../../contract/openapi-errors.ts";
import { OPERATIONS, type Operation, type OperationId, routeKey } from "../../contract/operations.ts";
import { DENY_REASONS, type DenyReason } from "../../functions/domain/deny-reasons.ts";
import type { GeneratedFile } from "./drift.ts";
import { MARKDOWN_FENCE } from "./fence.ts";

const FOLDER = "docs/errors";

/** One page per error code, deny reason and code inside an answer, and an index. A name that is several gets one page with all. */
export function createErrorPages(): readonly GeneratedFile[] {
  const errors = Object.entries<ErrorKind>(ERRORS);
  const names = [...new Set([...errors.map(([code]) => code), ...DENY_REASONS, ...Object.keys(INNER_CODE_HELP)])];
  return [
    { path: `${FOLDER}/README.md`, content: createIndex(errors) },
    ...names.map((name) => ({ path: `${FOLDER}/${name}.md`, content: createPage(name) })),
  ];
}

function createPage(name: string): string {
  const sections = [
    ...(isErrorCode(name) ? [describeError(name)] : []),
    ...(isDenyReason(name) ? [describeDenyReason(name)] : []),
    ...(isInnerCode(name) ? [describeInnerCode(name)] : []),
  ];
  return `${MARKDOWN_FENCE}\n# ${name}\n\n${sections.join("\n")}\n[All codes](README.md)\n`;
}

function describeError(code: ErrorCode): string {
  const { status, title } = ERRORS[code];
  const operations = Object.entries<Operation>(OPERATIONS).filter(
    ([id, operation]) =>
      operation.method !== "OPTIONS" && errorCodesOf(operation, shapeOf(id as OperationId)).includes(code),
  );
  const list = operations.map(([id, operation]) => `- \`${id}\` (\`${routeKey(operation)}\`)`).join("\n");
  return `## ${title}

Error code, HTTP status ${status}. It comes as problem details (RFC 9457): \`"code": "${code}"\`.

${ERROR_HELP[code]}
${formatInnerCodes(code)}${list === "" ? "" : `\nGiven by:\n\n${list}\n`}`;
}

/** The codes that say which part of a request an error is about. */
function formatInnerCodes(error: ErrorCode): string {
  const rows = Object.entries(INNER_CODE_HELP)
    .filter(([, { where }]) => where.includes(`\`${error}\``))
    .map(([code, { message }]) => `| [${code}](${code}.md) | ${message} |`);
  return rows.length === 0
    ? ""
    : `\nIts \`errors[]\` may have these codes, beside those of other errors:\n\n| code | meaning |\n| --- | --- |\n${rows.join("\n")}\n`;
}

function describeDenyReason(reason: DenyReason): string {
  const { message, fix } = DENY_REASON_HELP[reason];
  return `## A reason to refuse a credential

Deny reason. The gateway answers 403 \`{"message":"Forbidden"}\` and does not say why; the reason is in the authorizer's log and, for public tokens,
in the answer of \`POST /embed/v1/diagnose\`.

**What happened.** ${message}

**What to do.** ${fix}
`;
}

function describeInnerCode(code: InnerCode): string {
  const { where, message, fix } = INNER_CODE_HELP[code];
  return `## A code inside an answer

It stands in ${where}.

**What happened.** ${message}

**What to do.** ${fix}
`;
}

function createIndex(errors: readonly [string, ErrorKind][]): string {
  const errorRows = errors.map(([code, { status, title }]) => `| [${code}](${code}.md) | ${status} | ${title} |`);
  const reasonRows = DENY_REASONS.map(
    (reason) => `| [${reason}](${reason}.md) | ${DENY_REASON_HELP[reason].message} |`,
  );
  const innerRows = Object.entries(INNER_CODE_HELP).map(
    ([code, { message }]) => `| [${code}](${code}.md) | ${message} |`,
  );
  return `${MARKDOWN_FENCE}
# Errors and deny reasons

Codes and reasons are stable; their texts may improve. Quote the \`requestId\` of an answer when you ask for help.

## Error codes

A function refused the request. The answer is problem details (RFC 9457) with one of these in \`code\`.

| code | status | meaning |
| --- | --- | --- |
${errorRows.join("\n")}

## Deny reasons

The authorizer refused the credential, in this order of checks. The answer is 403 \`{"message":"Forbidden"}\` without a reason.

| reason | meaning |
| --- | --- |
${reasonRows.join("\n")}

## Codes inside an answer

One thing of many was refused, or the answer itself is a decision.

| code | meaning |
| --- | --- |
${innerRows.join("\n")}
`;
}

function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(ERRORS, name);
}

function isDenyReason(name: string): name is DenyReason {
  return Object.hasOwn(DENY_REASON_HELP, name);
}

function isInnerCode(name: string): name is InnerCode {
  return Object.hasOwn(INNER_CODE_HELP, name);
}
