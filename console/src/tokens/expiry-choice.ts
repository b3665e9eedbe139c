import { EXPIRY_PRESETS, type ExpiryPreset, expiryOf } from "../../../functions/domain/expiry.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a token is to end: not otherwise than now, so long from now, or at an instant. */
export interface ExpiryChoice {
  readonly choice: "keep" | ExpiryPreset | "custom";
  /** Of the `custom` choice: local date and time, as an input of the browser gives it. */
  readonly at: string;
}

export const PRESET_LABELS: Readonly<Record<ExpiryPreset, string>> = {
  "7d": "7 days",
  "30d": "30 days",
  "60d": "60 days",
  "90d": "90 days",
  "1y": "1 year",
  never: "Never",
};

/** The presets that end within what the workspace allows. */
export function allowedPresets(lifetimeDaysMax: number | null): readonly ExpiryPreset[] {
  return EXPIRY_PRESETS.filter((preset) => {
    const endsAt = expiryOf(preset, 0);
    return lifetimeDaysMax === null || (endsAt !== undefined && endsAt <= lifetimeDaysMax * DAY_MS);
  });
}

/** What a new token starts with: 90 days, or the longest preset that the workspace allows. */
export function firstChoice(lifetimeDaysMax: number | null): ExpiryChoice {
  const allowed = allowedPresets(lifetimeDaysMax);
  const choice = allowed.includes("90d") ? "90d" : (allowed.at(-1) ?? "custom");
  return { choice, at: "" };
}

/** The instant at which a token with this choice would end; undefined when it would not, or when nothing valid was written. */
export function endOf({ choice, at }: ExpiryChoice, nowEpochMs: number): Date | undefined {
  if (choice === "keep") return undefined;
  const epochMs = choice === "custom" ? Date.parse(at) : expiryOf(choice, nowEpochMs);
  return epochMs === undefined || Number.isNaN(epochMs) ? undefined : new Date(epochMs);
}

/** The part of a request. */
export function toExpiry({ choice, at }: ExpiryChoice): {
  readonly expiresAt?: string;
  readonly expiresIn?: ExpiryPreset;
} {
  if (choice === "keep") return {};
  return choice === "custom" ? { expiresAt: new Date(at).toISOString() } : { expiresIn: choice };
}

/** What is wrong with the choice; undefined when it can be sent. */
export function findExpiryMistake(
  expiry: ExpiryChoice,
  { nowEpochMs, latestEpochMs }: { readonly nowEpochMs: number; readonly latestEpochMs: number | undefined },
): string | undefined {
  if (expiry.choice !== "custom") return undefined;
  const end = endOf(expiry, nowEpochMs);
  if (end === undefined) return "Choose a date and a time.";
  if (end.getTime() <= nowEpochMs) return "The expiry must be in the future.";
  if (latestEpochMs !== undefined && end.getTime() > latestEpochMs)
    return "The workspace does not allow such a long life.";
  return undefined;
}
