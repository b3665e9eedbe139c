import type { ResponseOf } from "../../../contract/api.ts";
import type {
  StatementLine,
  StatementStatus,
  Statement as StoredStatement,
  Subject,
} from "../../domain/billing/statement.ts";
import { isServicePermitted, type ServiceGrant } from "../../domain/rights.ts";
import type { RaisedAlert } from "../../store/statements.ts";

/** A statement with what is known beside its lines. */
export interface ToldStatement {
  readonly statement: StoredStatement;
  readonly status: StatementStatus;
  readonly frozenAt?: string | undefined;
  /** Of its month. */
  readonly alerts: readonly RaisedAlert[];
}

export type StatementBody = ResponseOf<"getStatement">;
type Line = StatementBody["lines"][number];
type Summary = ResponseOf<"listStatements">["items"][number];

export function formatSummary(
  { statement, status, frozenAt, alerts }: ToldStatement,
  permitted: ServiceGrant,
): Summary {
  const { period, currency, total, budget } = statement;
  return {
    month: period.month,
    status,
    currency,
    timeZone: period.timeZone,
    startsAt: new Date(period.startsAtEpochMs).toISOString(),
    endsAt: new Date(period.endsAtEpochMs).toISOString(),
    frozenAt: frozenAt ?? null,
    total,
    budget: budget ?? null,
    alerts: alerts.map(({ kind, threshold, subject, metric, limit, used, raisedAt }) => ({
      kind,
      threshold,
      subject: subject === undefined ? null : formatSubject(subject, permitted),
      metric: metric ?? null,
      limit,
      used,
      raisedAt,
    })),
  };
}

export function formatStatement(
  told: ToldStatement,
  { permitted, completeUntil }: { readonly permitted: ServiceGrant; readonly completeUntil: string | undefined },
): StatementBody {
  const { lines, volumes } = told.statement;
  return {
    ...formatSummary(told, permitted),
    completeUntil: completeUntil ?? null,
    lines: lines.map((line) => formatLine(line, permitted)),
    volumes: volumes.map(({ subject, metric, included, used }) => ({
      subject: formatSubject(subject, permitted),
      metric,
      included,
      used,
    })),
  };
}

function formatLine(line: StatementLine, permitted: ServiceGrant): Line {
  const subject = formatSubject(line.subject, permitted);
  return line.type === "usage"
    ? { ...line, subject, tiers: line.tiers.map((tier) => ({ ...tier })) }
    : { ...line, subject };
}

/** Every line is shown, so that they add up; of a service that the reader may not see, not which one it is. */
function formatSubject({ type, id, name, serviceId }: Subject, permitted: ServiceGrant): Line["subject"] {
  const service = type === "service" ? id : serviceId;
  const isShown = type === "workspace" || (service !== undefined && isServicePermitted(permitted, service));
  return isShown ? { type, id, name: name ?? null } : { type, id: null, name: null };
}
