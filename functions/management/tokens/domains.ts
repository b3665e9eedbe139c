import { PATTERN_REFUSALS, type PatternPolicy, parseDomainPattern } from "../../domain/domain-pattern.ts";
import { type Refusal, refuse } from "../../http/answer.ts";

/** The stored form of a domain list, without repetitions; one bad domain refuses all of them. */
export function readDomains(domains: readonly string[], policy: PatternPolicy): readonly string[] | Refusal {
  const readings = domains.map((domain) => parseDomainPattern(domain, policy));
  const errors = readings.flatMap(({ refusal }, index) =>
    refusal === undefined
      ? []
      : [
          {
            pointer: `/domains/${index}`,
            code: refusal,
            message: `${quote(domains[index])}: ${PATTERN_REFUSALS[refusal]}`,
          },
        ],
  );
  if (errors.length > 0) return refuse("invalid_domain", { errors });
  return [...new Set(readings.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])))];
}

function quote(domain: string | undefined): string {
  return JSON.stringify((domain ?? "").slice(0, 100));
}
