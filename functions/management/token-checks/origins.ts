import { hash } from "node:crypto";
import type { ResponseOf } from "../../../contract/api.ts";
import { readOrigin } from "../../domain/origin.ts";
import { parseTokenId } from "../../domain/token.ts";
import type { TokenRecord } from "../../domain/token-record.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { formatCursor, parseCursor } from "../../store/cursor.ts";
import { type ObservedOrigin, listObservedOrigins as readObservedOrigins } from "../../store/observed-origins.ts";
import { isVisible, type TokenCheckParts } from "./parts.ts";

type Observed = ResponseOf<"listObservedOrigins">["items"][number];

/** Where a token has been used, the latest first. There are so few that each page reads all of them. */
export async function listObservedOrigins(
  { directory, readSubject }: TokenCheckParts,
  { principal, path, query, nowEpochMs }: AuthorizedRequest<"listObservedOrigins">,
): Promise<Answer | Refusal> {
  const id = parseTokenId(path.tokenId);
  const subject = id === undefined ? undefined : await readSubject(id);
  if (subject === undefined || !isVisible(subject, principal)) return refuse("not_found");
  const list = JSON.stringify(["origins", path.tokenId]);
  const place = query.cursor === undefined ? undefined : parseCursor(list, query.cursor);
  if (query.cursor !== undefined && place === undefined) return refuse("invalid_cursor");

  const observed = joinByOrigin(await readObservedOrigins(directory, path.tokenId), subject.token, nowEpochMs)
    .map((item) => ({ item, sortKey: sortKeyOf(item) }))
    .sort((left, right) => (left.sortKey < right.sortKey ? 1 : -1));
  const rest = place === undefined ? observed : observed.filter(({ sortKey }) => sortKey < place);
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  const nextCursor = last === undefined || page.length === rest.length ? null : formatCursor(list, last.sortKey);
  return { status: 200, body: { items: page.map(({ item }) => item), nextCursor } };
}

/** Unique, and short whatever the origin is. */
function sortKeyOf({ lastSeenAt, origin }: Observed): string {
  return `${lastSeenAt}#${hash("sha256", origin, "base64url").slice(0, 16)}`;
}

/** What was written of each origin under its verdicts, as one. */
export function joinByOrigin(sightings: readonly ObservedOrigin[], token: TokenRecord, nowEpochMs: number): Observed[] {
  const byOrigin = Map.groupBy(sightings, ({ origin }) => origin);
  return [...byOrigin].flatMap(([text, seen]) => {
    const { origin } = readOrigin(text);
    if (origin === undefined) throw new TypeError("a stored origin is none");
    const uses = (...verdicts: readonly ObservedOrigin["verdict"][]) =>
      seen.filter(({ verdict }) => verdicts.includes(verdict)).reduce((sum, sighting) => sum + sighting.uses, 0);
    const latest = seen.reduce((left, right) => (right.lastSeenAt > left.lastSeenAt ? right : left));
    const first = seen.reduce((left, right) => (right.firstSeenAt < left.firstSeenAt ? right : left));
    return {
      origin,
      outcome: latest.verdict === "refused" ? "refused" : "allowed",
      allowed: uses("allowed", "trial", "previous"),
      refused: uses("refused"),
      firstSeenAt: first.firstSeenAt,
      lastSeenAt: latest.lastSeenAt,
      isListed: token.origins.matches(origin),
      trial: trialOf(token, seen, nowEpochMs, origin),
      previousSecret: previousSecretOf(token, seen),
    };
  });
}

function trialOf(
  { trial }: TokenRecord,
  seen: readonly ObservedOrigin[],
  nowEpochMs: number,
  origin: Parameters<TokenRecord["origins"]["matches"]>[0],
): Observed["trial"] {
  if (trial === undefined || nowEpochMs >= trial.endsAtEpochMs) return null;
  // What an earlier trial noted counts no more.
  const ofThisTrial = seen.find(
    ({ verdict, since }) => verdict === "trial" && Date.parse(since) === trial.endsAtEpochMs,
  );
  return { wouldRefuse: !trial.origins.matches(origin), refused: ofThisTrial?.uses ?? 0 };
}

function previousSecretOf(
  { issuedAtEpochMs }: TokenRecord,
  seen: readonly ObservedOrigin[],
): Observed["previousSecret"] {
  const sinceRotation = seen.find(
    ({ verdict, since }) => verdict === "previous" && Date.parse(since) === issuedAtEpochMs,
  );
  return sinceRotation === undefined ? null : { uses: sinceRotation.uses, lastSeenAt: sinceRotation.lastSeenAt };
}
