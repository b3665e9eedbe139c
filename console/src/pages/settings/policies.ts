import type { Policies } from "../../../../sdk/src/generated/types.ts";

/** The policies as a form holds them: the number as it is typed, undefined for no limit. */
export interface PolicyDraft {
  readonly serviceAccountsOnly: boolean;
  readonly explicitDomainsOnly: boolean;
  readonly lifetimeDays: string | undefined;
}

export const LIFETIME_DAYS_MAX = 3650;

export function draftOf({ serviceAccountsOnly, explicitDomainsOnly, tokenLifetimeDaysMax }: Policies): PolicyDraft {
  return {
    serviceAccountsOnly,
    explicitDomainsOnly,
    lifetimeDays: tokenLifetimeDaysMax === null ? undefined : String(tokenLifetimeDaysMax),
  };
}

/** The number of days that was typed; undefined when it is none that the API takes. */
export function parseDays(typed: string): number | undefined {
  const days = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  return days >= 1 && days <= LIFETIME_DAYS_MAX ? days : undefined;
}

/** The policies that a draft stands for; undefined while its number is none. */
export function policiesOf({ lifetimeDays, ...rest }: PolicyDraft): Policies | undefined {
  if (lifetimeDays === undefined) return { ...rest, tokenLifetimeDaysMax: null };
  const days = parseDays(lifetimeDays);
  return days === undefined ? undefined : { ...rest, tokenLifetimeDaysMax: days };
}

export function isSamePolicies(left: Policies, right: Policies): boolean {
  return (
    left.serviceAccountsOnly === right.serviceAccountsOnly &&
    left.explicitDomainsOnly === right.explicitDomainsOnly &&
    left.tokenLifetimeDaysMax === right.tokenLifetimeDaysMax
  );
}

/** What a change means for everybody in the workspace. */
export function describeConsequences(before: Policies, after: Policies): readonly string[] {
  const found: string[] = [];
  if (after.serviceAccountsOnly && !before.serviceAccountsOnly)
    found.push("Nobody can issue a token for themselves any more. Tokens that members own go on working.");
  if (!after.serviceAccountsOnly && before.serviceAccountsOnly)
    found.push("Members may own new tokens again. Such tokens end when the person leaves.");
  if (after.explicitDomainsOnly && !before.explicitDomainsOnly)
    found.push("New wildcards in domain lists are refused. Lists that hold some go on working until they are edited.");
  if (!after.explicitDomainsOnly && before.explicitDomainsOnly) found.push("Domain lists may hold wildcards again.");
  const [was, is] = [daysOf(before), daysOf(after)];
  if (is < was)
    found.push(
      `Every token whose secret is older than ${formatDays(is)} stops at once, until it is rotated. New tokens need an expiry within that time.`,
    );
  if (is > was)
    found.push(
      is === Number.POSITIVE_INFINITY
        ? "Tokens that the limit has stopped work again. New tokens may live for ever."
        : `Tokens whose secret is not older than ${formatDays(is)} work again. New tokens may live so long.`,
    );
  return found;
}

/** How a policy that is in force reads. */
export function describePolicies({
  serviceAccountsOnly,
  explicitDomainsOnly,
  tokenLifetimeDaysMax,
}: Policies): readonly { readonly name: string; readonly state: string }[] {
  return [
    {
      name: "Owners of new tokens",
      state: serviceAccountsOnly ? "Service accounts only" : "Service accounts, and members for themselves",
    },
    {
      name: "Wildcards in domain lists",
      state: explicitDomainsOnly ? "Refused" : "Allowed",
    },
    {
      name: "Longest life of a secret",
      state: tokenLifetimeDaysMax === null ? "No limit" : formatDays(tokenLifetimeDaysMax),
    },
  ];
}

function daysOf({ tokenLifetimeDaysMax }: Policies): number {
  return tokenLifetimeDaysMax ?? Number.POSITIVE_INFINITY;
}

function formatDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}
