import type { FieldCode } from "../../../contract/field-codes.ts";
import { type ExpiryPreset, expiryOf, isLifetimeTooLong } from "../../domain/expiry.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import type { Policies } from "../../store/workspaces.ts";

/** What a body says about when a token ends. */
export interface WantedExpiry {
  /** null: never. */
  readonly expiresAt?: string | null | undefined;
  readonly expiresIn?: ExpiryPreset | undefined;
}

export function saysExpiry({ expiresAt, expiresIn }: WantedExpiry): boolean {
  return expiresAt !== undefined || expiresIn !== undefined;
}

/** The instant as it is stored; undefined in it is never. */
export function readExpiry(
  { expiresAt, expiresIn }: WantedExpiry,
  nowEpochMs: number,
): { readonly expiresAt: string | undefined } | Refusal {
  if (expiresAt !== undefined && expiresIn !== undefined) {
    return refuseExpiry("/expiresIn", "not_with_expires_at", "Give either expiresAt or expiresIn.");
  }
  const preset = expiresIn === undefined ? undefined : expiryOf(expiresIn, nowEpochMs);
  const expiresAtEpochMs = expiresAt === undefined || expiresAt === null ? preset : Date.parse(expiresAt);
  if (expiresAtEpochMs === undefined) return { expiresAt: undefined };
  if (expiresAtEpochMs <= nowEpochMs) {
    return refuseExpiry("/expiresAt", "in_the_past", "The expiry must be in the future.");
  }
  return { expiresAt: new Date(expiresAtEpochMs).toISOString() };
}

function refuseExpiry(pointer: string, code: FieldCode, message: string): Refusal {
  return refuse("invalid_body", { errors: [{ pointer, code, message }] });
}

/** Refuses what the workspace's longest lifetime would end sooner. */
export function refuseLifetime(
  token: { readonly issuedAt: string; readonly expiresAt: string | undefined },
  { tokenLifetimeDaysMax }: Policies,
): Refusal | undefined {
  const issuedAtEpochMs = Date.parse(token.issuedAt);
  const expiresAtEpochMs = token.expiresAt === undefined ? undefined : Date.parse(token.expiresAt);
  if (!isLifetimeTooLong({ issuedAtEpochMs, expiresAtEpochMs }, tokenLifetimeDaysMax)) return undefined;
  return refuse("lifetime_too_long", {
    errors: [
      {
        pointer: "/expiresAt",
        code: "lifetime_too_long",
        message: `A token ends at most ${tokenLifetimeDaysMax} days after its secret was made.`,
      },
    ],
  });
}
