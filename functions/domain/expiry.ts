/** How long tokens and the old secrets of rotations live. */
export const DAY_MS = 24 * 60 * 60 * 1000;

const PRESET_DAYS = { "7d": 7, "30d": 30, "60d": 60, "90d": 90, "1y": 365, never: undefined } as const;
export const EXPIRY_PRESETS = [
  "7d",
  "30d",
  "60d",
  "90d",
  "1y",
  "never",
] as const satisfies (keyof typeof PRESET_DAYS)[];
export type ExpiryPreset = (typeof EXPIRY_PRESETS)[number];

/** The longest life of an old secret, counted from the rotation. */
export const GRACE_SECONDS_MAX = 30 * 24 * 60 * 60;
/** The longest trial of a list of domains. */
export const TRIAL_DAYS_MAX = 90;
/** Whoever uses or manages a token is told this long before it ends. */
export const EXPIRES_SOON_DAYS = 30;
/** A token that nobody has used for so long is worth a question. */
export const UNUSED_DAYS = 90;

/** Undefined: never. */
export function expiryOf(preset: ExpiryPreset, nowEpochMs: number): number | undefined {
  const days = PRESET_DAYS[preset];
  return days === undefined ? undefined : nowEpochMs + days * DAY_MS;
}

/** Whether a token that is to live so long outlives what its workspace allows. */
export function isLifetimeTooLong(
  {
    issuedAtEpochMs,
    expiresAtEpochMs,
  }: { readonly issuedAtEpochMs: number; readonly expiresAtEpochMs: number | undefined },
  lifetimeDaysMax: number | undefined,
): boolean {
  if (lifetimeDaysMax === undefined) return false;
  return expiresAtEpochMs === undefined || expiresAtEpochMs > issuedAtEpochMs + lifetimeDaysMax * DAY_MS;
}

/** Whether something that counts now ends within the time in which its end is announced. */
export function endsSoon(expiresAtEpochMs: number | undefined, nowEpochMs: number): boolean {
  if (expiresAtEpochMs === undefined || expiresAtEpochMs <= nowEpochMs) return false;
  return expiresAtEpochMs - nowEpochMs <= EXPIRES_SOON_DAYS * DAY_MS;
}
