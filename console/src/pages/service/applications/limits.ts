import { LIMIT_MAX, limitOf, PERIODS, type Period } from "../../../../../functions/domain/plan.ts";
import type { PlanLimits } from "../../../../../sdk/src/generated/types.ts";

/** Limits as a form has them; an empty text is no limit. */
export type LimitTexts = Readonly<Record<Period, string>>;

export function textsOf(limits: PlanLimits): LimitTexts {
  const text = (period: Period) => `${limitOf(limits, period) ?? ""}`;
  return { minute: text("minute"), hour: text("hour"), day: text("day"), month: text("month") };
}

export type ParsedLimits =
  | { readonly ok: true; readonly limits: PlanLimits }
  | { readonly ok: false; readonly errors: Readonly<Partial<Record<Period, string>>> };

export function parseLimits(texts: LimitTexts): ParsedLimits {
  const errors = Object.fromEntries(
    PERIODS.map((period) => [period, findMistake(texts[period])] as const).filter(
      ([, mistake]) => mistake !== undefined,
    ),
  );
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const number = (period: Period) => (texts[period].trim() === "" ? undefined : Number(texts[period].trim()));
  const [perMinute, perHour, perDay, perMonth] = [number("minute"), number("hour"), number("day"), number("month")];
  return {
    ok: true,
    limits: {
      ...(perMinute !== undefined && { perMinute }),
      ...(perHour !== undefined && { perHour }),
      ...(perDay !== undefined && { perDay }),
      ...(perMonth !== undefined && { perMonth }),
    },
  };
}

function findMistake(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  if (!/^\d+$/.test(trimmed)) return "Write a whole number, or nothing for no limit.";
  const hits = Number(trimmed);
  if (hits < 1) return "Write at least 1. To stop an application, suspend it.";
  return hits > LIMIT_MAX ? `Write at most ${NUMBER.format(LIMIT_MAX)}.` : undefined;
}

/** Limits that can never be reached because a longer period stops the application before. */
export function findUnreachable(limits: PlanLimits): readonly Period[] {
  return PERIODS.filter((period, index) => {
    const hits = limitOf(limits, period);
    return (
      hits !== undefined && PERIODS.slice(index + 1).some((longer) => (limitOf(limits, longer) ?? Infinity) < hits)
    );
  });
}

const NUMBER = new Intl.NumberFormat();

export function formatHits(hits: number): string {
  return NUMBER.format(hits);
}

/** "60 a minute, 100,000 a month". */
export function describeLimits(limits: PlanLimits): string {
  const parts = PERIODS.flatMap((period) => {
    const hits = limitOf(limits, period);
    return hits === undefined ? [] : [`${NUMBER.format(hits)} ${ARTICLES[period]} ${period}`];
  });
  return parts.length === 0 ? "No limits" : parts.join(", ");
}

const ARTICLES: Readonly<Record<Period, string>> = { minute: "a", hour: "an", day: "a", month: "a" };
