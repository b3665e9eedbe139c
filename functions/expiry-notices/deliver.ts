import { ATTEMPTS_MAX, isStale, LAST_ATTEMPT_LEASE_MS, nextAttemptAt } from "../domain/retry-plan.ts";
import type { Table } from "../store/table.ts";
import {
  claimAttempt,
  giveUp,
  readDueDeliveries,
  type StoredDelivery,
  settleAttempt,
} from "../store/webhook-deliveries.ts";
import type { StoredWebhook } from "../store/webhooks.ts";
import { type AttemptParts, attempt, readSecrets } from "../webhook-delivery/attempt.ts";

export interface DeliverParts extends AttemptParts {
  readonly directory: Table;
  readonly now: () => number;
}

export interface Delivered {
  readonly delivered: number;
  readonly failed: number;
}

const MESSAGES_PER_PAGE = 100;
const AT_ONCE = 4;
/** Most time that one receiver gets in one run, however slow it is. */
const RECEIVER_MS_MAX = 20_000;

/**
 * Sends what is due to one webhook, longest overdue first. A receiver that takes none of several messages at once is left alone until the next
 * run: the others are not to wait for it, and what was not tried costs it no attempt.
 */
export async function deliverDue(
  parts: DeliverParts,
  webhook: StoredWebhook,
  deadlineEpochMs: number,
): Promise<Delivered> {
  const { directory, now } = parts;
  const { workspaceId, id: webhookId } = webhook;
  const nowEpochMs = now();
  const endEpochMs = Math.min(deadlineEpochMs, nowEpochMs + RECEIVER_MS_MAX);
  let secrets: readonly string[] | undefined;
  let [delivered, failed] = [0, 0];
  for (let after: StoredDelivery | undefined; ; ) {
    const page = await readDueDeliveries(directory, {
      workspaceId,
      webhookId,
      nowEpochMs,
      limit: MESSAGES_PER_PAGE,
      after,
    });
    for (let start = 0; start < page.items.length; start += AT_ONCE) {
      if (now() >= endEpochMs) return { delivered, failed };
      secrets ??= await readSecrets(parts, webhook, nowEpochMs);
      const signers = secrets;
      const outcomes = await Promise.all(
        page.items.slice(start, start + AT_ONCE).map((delivery) => deliverOne(parts, webhook, delivery, signers)),
      );
      const sent = outcomes.filter((outcome) => outcome !== undefined);
      const taken = sent.filter(Boolean).length;
      delivered += taken;
      failed += sent.length - taken;
      if (sent.length > 0 && taken === 0) return { delivered, failed };
    }
    after = page.items.at(-1);
    if (!page.hasMore) return { delivered, failed };
  }
}

/** @returns whether it was delivered; undefined when nothing was sent */
async function deliverOne(
  parts: DeliverParts,
  webhook: StoredWebhook,
  delivery: StoredDelivery,
  secrets: readonly string[],
): Promise<boolean | undefined> {
  const { directory, now } = parts;
  const nowEpochMs = now();
  const { id, body, attempts, createdAt } = delivery;
  if (body === undefined || attempts >= ATTEMPTS_MAX || isStale(Date.parse(createdAt), nowEpochMs)) {
    await giveUp(directory, delivery);
    return undefined;
  }
  const next = nextAttemptAt(attempts + 1, nowEpochMs);
  const claimed = await claimAttempt(directory, delivery, {
    nowEpochMs,
    // After the last attempt somebody must still see that it is over, should this run die before it says so.
    nextAttemptAtEpochMs: next ?? nowEpochMs + LAST_ATTEMPT_LEASE_MS,
  });
  if (claimed === undefined) return undefined;
  const outcome = await attempt(parts, webhook, { id, body }, { secrets, nowEpochMs });
  await settleAttempt(directory, claimed, { outcome, isLast: next === undefined });
  return outcome.delivered;
}
