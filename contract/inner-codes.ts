import type { AuthorizationRefusal, ReportRefusal } from "../functions/domain/application.ts";
import { PATTERN_REFUSALS, type PatternRefusal } from "../functions/domain/pattern-refusals.ts";
import { CHECK_CODE_HELP } from "./check-codes.ts";
import { DOCUMENT_CODE_HELP } from "./document-codes.ts";
import { FIELD_CODE_HELP } from "./field-codes.ts";
import type { InnerCodeText } from "./inner-code.ts";

export type InnerCode =
  | AuthorizationRefusal
  | ReportRefusal
  | PatternRefusal
  | "invalid_event"
  | keyof typeof CHECK_CODE_HELP
  | keyof typeof DOCUMENT_CODE_HELP
  | keyof typeof FIELD_CODE_HELP;

const AUTHORIZE = "`reason` of an answer of `authorizeApplication` or `authorizeAndReport`, with status 200";
const REPORT = "`code` of one result of `reportUsage`, with status 200; the other transactions are counted";
const PATTERN = "`errors[].code` of `invalid_domain`, and a refusal of `testDomainPatterns`";

/** What a decision inside an answer means: codes that refuse one thing, while the request itself was answered. */
export const INNER_CODE_HELP: Readonly<Record<InnerCode, InnerCodeText>> = {
  application_unknown: {
    where: `${AUTHORIZE}; ${REPORT}`,
    message:
      "The service has no application with this key or id. A wrong key and an application of another service look the same.",
    fix: "Let the caller check its application key: it starts with `lka_` and may have been rotated.",
  },
  application_suspended: {
    where: AUTHORIZE,
    message: "The application is suspended.",
    fix: "Whoever manages the service's applications can resume it.",
  },
  limit_exceeded: {
    where: AUTHORIZE,
    message: "The application has used up one of its limits.",
    fix: "Wait until `resetsAt` of the limit whose `remaining` is 0, or raise the limit.",
  },
  invalid_transaction: {
    where: REPORT,
    message: "The transaction does not have the shape of one.",
    fix: "Compare it with `UsageTransaction` in `/openapi.json`, and report it again.",
  },
  too_old: {
    where: REPORT,
    message: "It happened more than 24 hours ago.",
    fix: "Report within 24 hours. What is older is not counted any more.",
  },
  in_the_future: {
    where: REPORT,
    message: "It is said to have happened more than five minutes from now.",
    fix: "Set the clock of whoever reports.",
  },
  invalid_event: {
    where: "`rejected[].code` of `trackEvents`, with status 200; the other events are taken",
    message: "The event does not have the shape of one.",
    fix: "`rejected[].message` names the field. Do not send the event again as it is.",
  },
  ...FIELD_CODE_HELP,
  ...DOCUMENT_CODE_HELP,
  ...CHECK_CODE_HELP,
  ...describePatterns(),
};

function describePatterns(): Readonly<Record<PatternRefusal, InnerCodeText>> {
  const fix =
    "Write `[scheme://]host[:port]`, or `*.` before a host that belongs to one owner. `POST /v1/domain-patterns/test` tries a list without storing it.";
  const of = (code: PatternRefusal): InnerCodeText => ({ where: PATTERN, message: PATTERN_REFUSALS[code], fix });
  return {
    pattern_empty: of("pattern_empty"),
    pattern_too_long: of("pattern_too_long"),
    pattern_scheme: of("pattern_scheme"),
    pattern_not_a_host: of("pattern_not_a_host"),
    pattern_invalid_host: of("pattern_invalid_host"),
    pattern_invalid_port: of("pattern_invalid_port"),
    pattern_address_not_written_out: of("pattern_address_not_written_out"),
    pattern_wildcard_misplaced: of("pattern_wildcard_misplaced"),
    pattern_wildcard_http: of("pattern_wildcard_http"),
    pattern_wildcard_address: of("pattern_wildcard_address"),
    pattern_wildcard_public_suffix: of("pattern_wildcard_public_suffix"),
    pattern_wildcard_policy: of("pattern_wildcard_policy"),
  };
}
