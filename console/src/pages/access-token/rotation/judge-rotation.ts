import type { Token } from "../../../../../sdk/src/generated/types.ts";

const HOUR_MS = 60 * 60 * 1000;
/** Programs that run once a day have had their turn. */
export const IDLE_MS = 24 * HOUR_MS;

/** What is known of a running rotation. */
export interface RotationVerdict {
  /**
   * `safe`: the new secret is used, and the old one has been idle for a day. `quiet`: the new one is used and the old one was not in the last
   * hour. `in_use`: somebody still has the old one. `unproven`: the new one has not been used yet.
   */
  readonly code: "safe" | "quiet" | "in_use" | "unproven";
  readonly oldLastUsedAt: string | null;
  /** When the new secret is known to have been used last; null: not known. */
  readonly newLastUsedAt: string | null;
  /** How long nobody has used the old secret. */
  readonly idleMs: number;
}

/** Undefined when no rotation is running. */
export function judgeRotation(
  { rotation, lastUsedAt }: Pick<Token, "rotation" | "lastUsedAt">,
  nowEpochMs: number,
): RotationVerdict | undefined {
  if (rotation === null) return undefined;
  const { startedAt, previousLastUsedAt: oldLastUsedAt } = rotation;
  const oldest = Date.parse(oldLastUsedAt ?? startedAt);
  // A use of the old secret is a last use of the token as well: only a later one is of the new secret.
  const newLastUsedAt = lastUsedAt !== null && Date.parse(lastUsedAt) > oldest ? lastUsedAt : null;
  const idleMs = Math.max(0, nowEpochMs - oldest);
  return { code: codeOf(idleMs, { oldLastUsedAt, newLastUsedAt }), oldLastUsedAt, newLastUsedAt, idleMs };
}

function codeOf(
  idleMs: number,
  { oldLastUsedAt, newLastUsedAt }: Pick<RotationVerdict, "oldLastUsedAt" | "newLastUsedAt">,
): RotationVerdict["code"] {
  if (oldLastUsedAt !== null && idleMs < HOUR_MS) return "in_use";
  if (newLastUsedAt === null) return "unproven";
  return idleMs >= IDLE_MS ? "safe" : "quiet";
}

/** The longest life of an old secret, counted from the rotation. */
const ROTATION_DAYS_MAX = 30;

/** Lengths by which the old secret can still be kept from now on, in seconds: those that end within 30 days of the rotation. */
export function extensionsOf(
  { startedAt }: Pick<NonNullable<Token["rotation"]>, "startedAt">,
  nowEpochMs: number,
): readonly number[] {
  const leftSeconds = Math.floor((Date.parse(startedAt) + ROTATION_DAYS_MAX * 24 * HOUR_MS - nowEpochMs) / 1000);
  return EXTENSIONS_SECONDS.filter((seconds) => seconds <= leftSeconds);
}

const EXTENSIONS_SECONDS = [3600, 24 * 3600, 3 * 24 * 3600, 7 * 24 * 3600, 14 * 24 * 3600, 29 * 24 * 3600] as const;
