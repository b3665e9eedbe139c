import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { listRateCards, readRateCard, readRateCardAt, type StoredRateCard } from "../../store/rate-cards.ts";
import { type BillingParts, readToday } from "./parts.ts";
import { type CardView, formatRateCard } from "./rate-card-resource.ts";

type Request = Pick<AuthorizedRequest<"getRateCard">, "principal" | "nowEpochMs">;

export async function listRateCardsPage(
  parts: BillingParts,
  request: AuthorizedRequest<"listRateCards">,
): Promise<Answer | Refusal> {
  const { principal, query } = request;
  const { limit, cursor } = query;
  const page = await listRateCards(parts.directory, { workspaceId: principal.workspaceId, limit, cursor });
  if (page === undefined) return refuse("invalid_cursor");
  const view = await readView(parts, request);
  const items = page.items.map((card) => formatRateCard(card, view));
  return { status: 200, body: { items, nextCursor: page.nextCursor } };
}

export async function getRateCard(
  parts: BillingParts,
  request: AuthorizedRequest<"getRateCard">,
): Promise<Answer | Refusal> {
  const card = await readRateCard(parts.directory, request.principal.workspaceId, request.path.effectiveFrom);
  return card === undefined ? refuse("not_found") : answerCard(parts, request, card, 200);
}

export async function answerCard(
  parts: BillingParts,
  request: Request,
  card: StoredRateCard,
  status: 200 | 201,
): Promise<Answer> {
  return { status, body: formatRateCard(card, await readView(parts, request)) };
}

async function readView(parts: BillingParts, request: Request): Promise<CardView> {
  const { principal } = request;
  const { today } = await readToday(parts, request);
  const inForce = await readRateCardAt(parts.directory, principal.workspaceId, today);
  return { services: principal.services, today, inForce: inForce?.effectiveFrom };
}
