import type { Origin } from "../domain/origin.ts";
import type { TokenId } from "../domain/token.ts";
import type { TokenRecord } from "../domain/token-record.ts";
import type { WriteLastUsed, WriteSecretInUrl } from "../store/last-used.ts";
import type { OriginVerdict, WriteOriginSighting } from "../store/observed-origins.ts";
import type { LogDecision } from "./decision-log.ts";
import type { ObserveOrigin } from "./origin-observer.ts";
import type { UseSampler } from "./use-sampler.ts";

export interface UseNotesParts {
  readonly isUseDue: UseSampler;
  readonly isPreviousUseDue: UseSampler;
  readonly isFlagDue: UseSampler;
  readonly observeOrigin: ObserveOrigin;
  readonly writeLastUsed: WriteLastUsed;
  readonly writeOriginSighting: WriteOriginSighting;
  readonly writeSecretInUrl: WriteSecretInUrl;
  readonly log: LogDecision;
}

/** A use of a token that has been shown to be authentic. */
export interface AuthenticUse {
  readonly token: TokenRecord;
  readonly secret: "current" | "previous";
  readonly origin: Origin | undefined;
  readonly address: string;
  readonly nowEpochMs: number;
}

/**
 * What is written down about uses, beside the decision: when and from where, and by which pages. Knowing it is a courtesy: each method gives
 * what to wait for, or undefined when there is nothing to write, and a write that fails is said in the log and fails nothing.
 */
export interface UseNotes {
  allowed(use: AuthenticUse): Promise<void> | undefined;
  /** The page's origin is not on the token's list. */
  originRefused(use: AuthenticUse): Promise<void> | undefined;
  secretInUrl(id: TokenId, nowEpochMs: number): Promise<void> | undefined;
}

export function createUseNotes(parts: UseNotesParts): UseNotes {
  async function attempt<Note extends { readonly tokenId: TokenId }>(
    what: string,
    write: (note: Note) => Promise<void>,
    note: Note,
  ): Promise<void> {
    try {
      await write(note);
    } catch {
      parts.log({ notWritten: what, tokenId: note.tokenId });
    }
  }

  function noteUse({ token, secret, origin, address, nowEpochMs }: AuthenticUse): Promise<void> | undefined {
    const isDue =
      secret === "previous"
        ? parts.isPreviousUseDue(token.id, token.previous?.lastUsedAtEpochMs, nowEpochMs)
        : parts.isUseDue(token.id, token.lastUsedAtEpochMs, nowEpochMs);
    if (!isDue) return undefined;
    const from = origin === undefined ? { ip: address } : { origin };
    return attempt("last use", parts.writeLastUsed, { tokenId: token.id, atEpochMs: nowEpochMs, from, secret });
  }

  function noteOrigin({ token, origin, nowEpochMs }: AuthenticUse, verdict: OriginVerdict): Promise<void> | undefined {
    if (origin === undefined || token.kind !== "public") return undefined;
    const sighting = parts.observeOrigin({ token, origin, verdict, nowEpochMs });
    return sighting === undefined ? undefined : attempt("observed origin", parts.writeOriginSighting, sighting);
  }

  return {
    allowed(use) {
      const lastUse = noteUse(use);
      const origin = noteOrigin(use, verdictOf(use));
      return lastUse === undefined || origin === undefined ? (lastUse ?? origin) : waitForBoth(lastUse, origin);
    },
    originRefused: (use) => noteOrigin(use, "refused"),
    secretInUrl(tokenId, nowEpochMs) {
      if (!parts.isFlagDue(tokenId, undefined, nowEpochMs)) return undefined;
      return attempt("secret in a URL", parts.writeSecretInUrl, { tokenId, atEpochMs: nowEpochMs });
    },
  };
}

async function waitForBoth(one: Promise<void>, other: Promise<void>): Promise<void> {
  await one;
  await other;
}

function verdictOf({ token: { trial }, secret, origin, nowEpochMs }: AuthenticUse): OriginVerdict {
  if (secret === "previous") return "previous";
  const isOnTrial = trial !== undefined && nowEpochMs < trial.endsAtEpochMs;
  return isOnTrial && origin !== undefined && !trial.origins.matches(origin) ? "trial" : "allowed";
}
