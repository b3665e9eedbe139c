import type { Logger } from "@aws-lambda-powertools/logger";
import { readBillingPlace, writeBillingPlace } from "../store/billing-place.ts";
import { listBilledWorkspaces } from "../store/rate-cards.ts";
import { readCompleteUntil } from "../store/rollups.ts";
import { type BillParts, billWorkspace } from "./bill-workspace.ts";

export interface RunParts extends BillParts {
  readonly logger: Pick<Logger, "info" | "error">;
}

const WORKSPACES_PER_PAGE = 20;

/**
 * One scheduled run: raises what has been reached of budgets and included volumes, and freezes the months that are over, in every workspace
 * that has a rate card. It may be repeated or die anywhere: an alert is raised once, a month frozen once, and how far it came is written down after
 * each page. What does not fit into the time is done by the next run, which goes on from there.
 * @throws Error when some workspaces could not be worked on; the others were
 */
export async function runBilling(parts: RunParts, deadlineEpochMs: number): Promise<void> {
  const { directory, telemetry, now, logger } = parts;
  const totals = { workspaces: 0, alerts: 0, frozen: 0, faults: 0 };
  // Before everything that is read: what is counted in between is more than is promised, and never less.
  const completeUntil = await readCompleteUntil(telemetry);
  let after = await readBillingPlace(directory);
  for (let isOver = false; !isOver; ) {
    const { items, hasMore } = await listBilledWorkspaces(directory, { after, limit: WORKSPACES_PER_PAGE });
    let done = after;
    for (const workspaceId of items) {
      if (now() >= deadlineEpochMs) break;
      try {
        const { alerts, frozen } = await billWorkspace(parts, workspaceId, completeUntil);
        totals.workspaces += 1;
        totals.alerts += alerts;
        totals.frozen += frozen;
      } catch (error) {
        totals.faults += 1;
        const { name, message } = error instanceof Error ? error : { name: "unknown", message: "" };
        logger.error("workspace failed", { workspaceId, errorName: name, errorMessage: message });
      }
      done = workspaceId;
    }
    const isPageDone = done === items.at(-1) || items.length === 0;
    isOver = !isPageDone || !hasMore;
    after = isPageDone && !hasMore ? undefined : done;
    await writeBillingPlace(directory, after);
  }
  logger.info("run ended", { ...totals, isComplete: after === undefined });
  if (totals.faults > 0) throw new Error(`${totals.faults} workspaces could not be worked on`);
}
