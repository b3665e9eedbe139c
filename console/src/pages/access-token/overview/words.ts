import { LIMIT_NAMES, type LimitName } from "../../../../../functions/domain/limits.ts";
import type { Token } from "../../../../../sdk/src/generated/types.ts";

const LIMITS: Readonly<Record<LimitName, string>> = {
  requestsPerMinute: "requests a minute",
  requestsPerDay: "requests a day",
  savesPerDay: "saved configurations a day",
  eventsPerDay: "batches of events a day",
  loadsPerDay: "loads a day",
};

const NUMBER = new Intl.NumberFormat();

/** The limits that there are, one a line. */
export function describeLimits(limits: Token["limits"]): readonly string[] {
  return LIMIT_NAMES.flatMap((name) => {
    const limit = limits[name];
    return limit === null ? [] : [`${NUMBER.format(limit)} ${LIMITS[name]}`];
  });
}

/** What a status means for whoever uses the token, and what would change it. */
export function describeStatus({ status, rotation }: Pick<Token, "status" | "rotation">): string {
  switch (status) {
    case "active":
      return rotation === null ? "" : "A rotation is running: the old secret still counts, too.";
    case "disabled":
      return "Every request with it is refused until it is enabled again.";
    case "expired":
      return "Every request with it is refused. Give it a later end to use it again.";
    case "revoked":
      return "It never works again.";
  }
}
