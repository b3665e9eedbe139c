import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { putRateCard, readRateCard, readRateCardsHead, type StoredRateCard } from "../../store/rate-cards.ts";
import { findCurrencyErrors, findDateErrors, refuseCard, resolvePrices } from "./check-card.ts";
import { type BillingParts, readToday, refusePartialSight } from "./parts.ts";
import { auditableFields, targetOf } from "./rate-card-resource.ts";
import { answerCard } from "./read-rate-cards.ts";

type Request = AuthorizedRequest<"createRateCard">;

export async function createRateCard(parts: BillingParts, request: Request): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => createOnce(parts, request, once),
    replay: async ({ resourceId }) => {
      const card = await readRateCard(parts.directory, request.principal.workspaceId, resourceId);
      return card === undefined ? refuse("not_found") : answerCard(parts, request, card, 201);
    },
  });
}

async function createOnce(
  parts: BillingParts,
  request: Request,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { directory } = parts;
  const { principal, body, nowEpochMs } = request;
  const { workspaceId } = principal;
  const partial = refusePartialSight(request);
  if (partial !== undefined) return partial;
  const { today } = await readToday(parts, request);
  const head = await readRateCardsHead(directory, workspaceId);
  const refused = refuseCard([
    ...(await findDateErrors(directory, workspaceId, { effectiveFrom: body.effectiveFrom, today })),
    ...(await findCurrencyErrors(directory, workspaceId, body)),
  ]);
  if (refused !== undefined) return refused;
  if ((await readRateCard(directory, workspaceId, body.effectiveFrom)) !== undefined) return refuse("rate_card_exists");
  const prices = await resolvePrices(directory, workspaceId, body);
  if ("errors" in prices) return refuse("rate_card_not_accepted", prices);

  const now = new Date(nowEpochMs).toISOString();
  const card: StoredRateCard = { ...body, ...prices, createdAt: now, createdBy: principal.id, updatedAt: now };
  const writes = putRateCard(directory, workspaceId, card, head);
  const change = { target: targetOf(card), after: auditableFields(card) };
  const outcome = await commit(parts, request, change, [...writes, ...once.claim({ resourceId: card.effectiveFrom })]);
  if (outcome.written) return answerCard(parts, request, card, 201);
  return once.hasKey && outcome.failed.includes(writes.length) ? REPEATED : refuse("changed_meanwhile");
}
