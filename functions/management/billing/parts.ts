import { dateAt } from "../../domain/time-zone.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import type { CommitParts } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import type { BillingTables } from "../../store/billing-readings.ts";
import { readTimeZone } from "../../store/workspaces.ts";

/** What the operations on rate cards and statements work with. */
export interface BillingParts extends CommitParts, BillingTables {}

type BillingRequest = Pick<AuthorizedRequest<"listStatements">, "principal" | "nowEpochMs">;

/** The day that it is where the workspace is. */
export async function readToday(
  { directory }: BillingParts,
  { principal, nowEpochMs }: BillingRequest,
): Promise<{ readonly timeZone: string; readonly today: string }> {
  const timeZone = await readTimeZone(directory, principal.workspaceId);
  return { timeZone, today: dateAt(nowEpochMs, timeZone) };
}

/** A card has the prices of every service. Whoever sees only some of them would change, or drop, what they do not see. */
export function refusePartialSight({ principal }: BillingRequest): Refusal | undefined {
  return principal.services === "all"
    ? undefined
    : refuse("right_not_held", { detail: "A rate card is for all services, and you have access to some of them." });
}
