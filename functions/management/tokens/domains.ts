import type { FieldCode } from "../../../contract/field-codes.ts";
import { type PatternPolicy, parseDomainPattern } from "../../domain/domain-pattern.ts";
import { DAY_MS, TRIAL_DAYS_MAX } from "../../domain/expiry.ts";
import { PATTERN_REFUSALS } from "../../domain/pattern-refusals.ts";
import { isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { TokenChanges } from "../../store/tokens.ts";

/** The stored form of a domain list, without repetitions; one bad domain refuses all of them. */
export function readDomains(
  domains: readonly string[],
  policy: PatternPolicy,
  pointer = "/domains",
): readonly string[] | Refusal {
  const readings = domains.map((domain) => parseDomainPattern(domain, policy));
  const errors = readings.flatMap(({ refusal }, index) =>
    refusal === undefined
      ? []
      : [
          {
            pointer: `${pointer}/${index}`,
            code: refusal,
            message: `${quote(domains[index])}: ${PATTERN_REFUSALS[refusal]}`,
          },
        ],
  );
  if (errors.length > 0) return refuse("invalid_domain", { errors });
  return [...new Set(readings.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])))];
}

/** A list on trial, as it is stored; null ends the one there is. */
export function readTrial(
  trial: { readonly domains: readonly string[]; readonly endsAt: string } | null,
  policy: PatternPolicy,
  nowEpochMs: number,
): Pick<TokenChanges, "trialDomains" | "trialEndsAt"> | Refusal {
  if (trial === null) return { trialDomains: undefined, trialEndsAt: undefined };
  const endsAtEpochMs = Date.parse(trial.endsAt);
  if (endsAtEpochMs <= nowEpochMs) return refuseEnd("in_the_past", "The trial must end in the future.");
  if (endsAtEpochMs > nowEpochMs + TRIAL_DAYS_MAX * DAY_MS) {
    return refuseEnd("too_late", `A trial lasts at most ${TRIAL_DAYS_MAX} days.`);
  }
  const domains = readDomains(trial.domains, policy, "/trial/domains");
  if (isRefusal(domains)) return domains;
  return { trialDomains: domains, trialEndsAt: new Date(endsAtEpochMs).toISOString() };
}

function refuseEnd(code: FieldCode, message: string): Refusal {
  return refuse("invalid_body", { errors: [{ pointer: "/trial/endsAt", code, message }] });
}

function quote(domain: string | undefined): string {
  return JSON.stringify((domain ?? "").slice(0, 100));
}
