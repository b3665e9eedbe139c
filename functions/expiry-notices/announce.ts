import type { RandomBytes } from "../domain/base62.ts";
import { dueNotice, NOTICE_HORIZON_MS, type NoticeDays } from "../domain/notice-schedule.ts";
import {
  type ExpiringStoredToken,
  markOf,
  type Notice,
  placeOf,
  readExpiringTokens,
  readNotices,
  recordNotice,
} from "../store/notices.ts";
import type { Table } from "../store/table.ts";
import { putDelivery, type StoredDelivery } from "../store/webhook-deliveries.ts";
import type { StoredWebhook } from "../store/webhooks.ts";
import { createMessageId, formatMessage } from "../webhook-delivery/message.ts";
import { forEachAtOnce } from "./for-each.ts";

export interface AnnounceParts {
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
  readonly now: () => number;
  /** Most tokens that are read at once. @default 200 */
  readonly tokensPerPage?: number;
}

export const TOKENS_PER_PAGE = 200;
const WRITES_AT_ONCE = 8;

/**
 * Records every notice of one workspace that is due and not recorded yet, with one message for each webhook that wants it.
 * @param from place of the token that a run before had to stop at
 * @returns place of the last token that was looked at, when the time was over before the end
 */
export async function announce(
  parts: AnnounceParts,
  workspaceId: string,
  webhooks: readonly StoredWebhook[],
  { from, deadlineEpochMs }: { readonly from: string | undefined; readonly deadlineEpochMs: number },
): Promise<string | undefined> {
  const { directory, now, tokensPerPage = TOKENS_PER_PAGE } = parts;
  const receivers = webhooks.filter(({ enabled, events }) => enabled && events.includes("token.expiring"));
  if (receivers.length === 0) return undefined;
  const nowEpochMs = now();
  for (let after = from; ; ) {
    const { items: tokens, hasMore } = await readExpiringTokens(directory, {
      workspaceId,
      fromEpochMs: nowEpochMs,
      toEpochMs: nowEpochMs + NOTICE_HORIZON_MS,
      after,
      limit: tokensPerPage,
    });
    const recorded = await readNotices(directory, workspaceId, tokens);
    const due = tokens.flatMap((token) => {
      const days = noticeOf(token, nowEpochMs);
      if (days === undefined) return [];
      const notice: Notice = { workspaceId, token, days };
      return recorded.has(markOf(notice)) ? [] : [{ token, notice }];
    });
    await forEachAtOnce(due, WRITES_AT_ONCE, async ({ token, notice }) => {
      const messages = receivers.map((webhook) => putDelivery(directory, messageTo(parts, webhook, token, notice)));
      await recordNotice(directory, notice, nowEpochMs, messages);
    });
    const last = tokens.at(-1);
    if (!hasMore || last === undefined) return undefined;
    after = placeOf(last);
    if (now() >= deadlineEpochMs) return after;
  }
}

/** A disabled token stops nothing when it ends, and a revoked one has ended. */
function noticeOf(token: ExpiringStoredToken, nowEpochMs: number): NoticeDays | undefined {
  if (token.state !== "active") return undefined;
  return dueNotice(
    { createdAtEpochMs: Date.parse(token.createdAt), expiresAtEpochMs: Date.parse(token.expiresAt) },
    nowEpochMs,
  );
}

function messageTo(
  { randomBytes, now }: AnnounceParts,
  webhook: StoredWebhook,
  token: ExpiringStoredToken,
  { days }: Notice,
): StoredDelivery {
  const nowEpochMs = now();
  const at = new Date(nowEpochMs).toISOString();
  const { id, kind, label, ownerType, ownerId, ownerName, expiresAt, lastUsedAt } = token;
  return {
    id: createMessageId(randomBytes),
    workspaceId: webhook.workspaceId,
    webhookId: webhook.id,
    type: "token.expiring",
    body: formatMessage("token.expiring", nowEpochMs, {
      workspaceId: webhook.workspaceId,
      withinDays: days,
      expiresAt,
      token: {
        id,
        kind,
        label,
        owner: { type: ownerType, id: ownerId, name: ownerName },
        lastUsedAt: lastUsedAt ?? null,
      },
    }),
    deliveryStatus: "pending",
    attempts: 0,
    createdAt: at,
    nextAttemptAt: at,
  };
}
