import type { Logger } from "@aws-lambda-powertools/logger";
import { type Place, readPlace, type UnfinishedWorkspace, writePlace } from "../store/notices.ts";
import { listSubscriptions, readWebhooksOf } from "../store/webhooks.ts";
import { type AnnounceParts, announce } from "./announce.ts";
import { type DeliverParts, deliverDue } from "./deliver.ts";
import { forEachAtOnce } from "./for-each.ts";

export interface RunParts extends AnnounceParts, DeliverParts {
  readonly logger: Pick<Logger, "info" | "error">;
}

const SUBSCRIPTIONS_PER_PAGE = 100;
const WORKSPACES_AT_ONCE = 10;

interface Totals {
  workspaces: number;
  delivered: number;
  failed: number;
  faults: number;
}

/**
 * One scheduled run: finds the tokens that end soon, in every workspace that wants to hear of it, and sends what is due, messages of earlier runs
 * included. It may be repeated or die anywhere: notices are recorded once, attempts are claimed, and how far it came is written down after each
 * page of webhooks. What does not fit into the time is done by the next run, which goes on from there.
 * @throws Error when some workspaces could not be worked on; the others were
 */
export async function runNotices(parts: RunParts, deadlineEpochMs: number): Promise<void> {
  const { directory, now, logger } = parts;
  const totals: Totals = { workspaces: 0, delivered: 0, failed: 0, faults: 0 };
  let place = await readPlace(directory);
  for (let isOver = false; !isOver; ) {
    const { items, hasMore } = await listSubscriptions(directory, {
      after: place.after,
      limit: SUBSCRIPTIONS_PER_PAGE,
    });
    const unfinished = await workOnPage(parts, todoOf(place, items), deadlineEpochMs, totals);
    isOver = unfinished.length > 0 || !hasMore || now() >= deadlineEpochMs;
    place = unfinished.length > 0 ? { after: place.after, unfinished } : hasMore ? { after: items.at(-1)?.sk } : {};
    await writePlace(directory, place);
  }
  const isComplete = place.after === undefined && place.unfinished === undefined;
  logger.info("run ended", { ...totals, isComplete });
  if (totals.faults > 0) throw new Error(`${totals.faults} workspaces could not be worked on`);
}

/** The workspaces of a page, or what the run before left of it. */
function todoOf(
  { unfinished }: Place,
  subscriptions: readonly { readonly workspaceId: string }[],
): readonly UnfinishedWorkspace[] {
  if (unfinished !== undefined) return unfinished;
  return [...new Set(subscriptions.map(({ workspaceId }) => workspaceId))].map((workspaceId) => ({ workspaceId }));
}

/** @returns what there was no time for */
async function workOnPage(
  parts: RunParts,
  todo: readonly UnfinishedWorkspace[],
  deadlineEpochMs: number,
  totals: Totals,
): Promise<readonly UnfinishedWorkspace[]> {
  const { directory, now, logger } = parts;
  const unfinished: UnfinishedWorkspace[] = [];
  await forEachAtOnce(todo, WORKSPACES_AT_ONCE, async (item) => {
    if (now() >= deadlineEpochMs) return void unfinished.push(item);
    const { workspaceId, after: from } = item;
    try {
      const webhooks = await readWebhooksOf(directory, workspaceId);
      const after = await announce(parts, workspaceId, webhooks, {
        from,
        deadlineEpochMs: halfway(now(), deadlineEpochMs),
      });
      if (after !== undefined) unfinished.push({ workspaceId, after });
      const enabled = webhooks.filter((webhook) => webhook.enabled);
      await forEachAtOnce(enabled, enabled.length, async (webhook) => {
        const { delivered, failed } = await deliverDue(parts, webhook, deadlineEpochMs);
        totals.delivered += delivered;
        totals.failed += failed;
      });
      totals.workspaces += 1;
    } catch (error) {
      totals.faults += 1;
      const { name, message } = error instanceof Error ? error : { name: "unknown", message: "" };
      logger.error("workspace failed", { workspaceId, errorName: name, errorMessage: message });
    }
  });
  return unfinished;
}

/** A workspace with very many tokens leaves time for sending. */
function halfway(nowEpochMs: number, deadlineEpochMs: number): number {
  return nowEpochMs + (deadlineEpochMs - nowEpochMs) / 2;
}
