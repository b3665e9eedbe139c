const DAY_MS = 24 * 60 * 60 * 1000;

/** How long before its end a token is announced, farthest first. */
export const NOTICE_DAYS = [30, 7, 1] as const;
export type NoticeDays = (typeof NOTICE_DAYS)[number];

/** No token that ends later than this is announced yet. */
export const NOTICE_HORIZON_MS = NOTICE_DAYS[0] * DAY_MS;

export interface ExpiringToken {
  readonly createdAtEpochMs: number;
  readonly expiresAtEpochMs: number;
}

/**
 * Which notice is due: the nearest distance that has been reached. Undefined when none has, when the token has ended, and when it was
 * issued for no longer than that distance: nobody needs to hear that a token of one hour ends within a day. A distance that passed while no
 * run looked is not made up for; the next nearer one says the same.
 */
export function dueNotice(token: ExpiringToken, nowEpochMs: number): NoticeDays | undefined {
  const leftMs = token.expiresAtEpochMs - nowEpochMs;
  if (leftMs <= 0) return undefined;
  const days = NOTICE_DAYS.findLast((candidate) => leftMs <= candidate * DAY_MS);
  if (days === undefined) return undefined;
  return token.expiresAtEpochMs - token.createdAtEpochMs > days * DAY_MS ? days : undefined;
}
