import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { changesOf, onlyFields } from "../../http/changes.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import {
  putRateCard,
  readRateCard,
  readRateCardsHead,
  removeRateCard,
  type StoredRateCard,
} from "../../store/rate-cards.ts";
import { findCurrencyErrors, isFrozen, refuseCard, resolvePrices } from "./check-card.ts";
import { type BillingParts, readToday, refusePartialSight } from "./parts.ts";
import { auditableFields, targetOf } from "./rate-card-resource.ts";
import { answerCard } from "./read-rate-cards.ts";

type Change = AuthorizedRequest<"updateRateCard" | "deleteRateCard">;

export async function updateRateCard(
  parts: BillingParts,
  request: AuthorizedRequest<"updateRateCard">,
): Promise<Answer | Refusal> {
  const { directory } = parts;
  const { principal, body, nowEpochMs } = request;
  const { workspaceId } = principal;
  const head = await readRateCardsHead(directory, workspaceId);
  const card = await readChangeable(parts, request);
  if (isRefusal(card)) return card;
  const prices = await resolvePrices(
    directory,
    workspaceId,
    { services: body.services ?? card.services, applications: body.applications ?? card.applications },
    card,
  );
  if ("errors" in prices) return refuse("rate_card_not_accepted", prices);
  const changes = changesOf(card, {
    currency: body.currency ?? card.currency,
    fee: body.fee === undefined ? card.fee : (body.fee ?? undefined),
    rates: body.rates ?? card.rates,
    budget: body.budget === undefined ? card.budget : (body.budget ?? undefined),
    ...prices,
  });
  const names = Object.keys(changes);
  if (names.length === 0) return answerCard(parts, request, card, 200);

  const changed: StoredRateCard = { ...card, ...changes, updatedAt: new Date(nowEpochMs).toISOString() };
  const refused = refuseCard(await findCurrencyErrors(directory, workspaceId, changed));
  if (refused !== undefined) return refused;
  const change = {
    target: targetOf(card),
    before: onlyFields(names, auditableFields(card)),
    after: onlyFields(names, auditableFields(changed)),
  };
  const outcome = await commit(parts, request, change, putRateCard(directory, workspaceId, changed, head));
  return outcome.written ? answerCard(parts, request, changed, 200) : refuse("changed_meanwhile");
}

export async function deleteRateCard(
  parts: BillingParts,
  request: AuthorizedRequest<"deleteRateCard">,
): Promise<Answer | Refusal> {
  const { directory } = parts;
  const { workspaceId } = request.principal;
  const head = await readRateCardsHead(directory, workspaceId);
  const card = await readChangeable(parts, request);
  if (isRefusal(card)) return card;
  const change = { target: targetOf(card), before: auditableFields(card) };
  const writes = removeRateCard(directory, workspaceId, card.effectiveFrom, head);
  const outcome = await commit(parts, request, change, writes);
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}

/** A card of the past is what statements were told from, and stays as it is. */
async function readChangeable(parts: BillingParts, request: Change): Promise<StoredRateCard | Refusal> {
  const { principal, path } = request;
  const partial = refusePartialSight(request);
  if (partial !== undefined) return partial;
  const card = await readRateCard(parts.directory, principal.workspaceId, path.effectiveFrom);
  if (card === undefined) return refuse("not_found");
  const { today } = await readToday(parts, request);
  const isPast =
    card.effectiveFrom < today || (await isFrozen(parts.directory, principal.workspaceId, card.effectiveFrom));
  return isPast ? refuse("rate_card_in_force") : card;
}
