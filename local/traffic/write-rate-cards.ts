import { randomBytes } from "node:crypto";
import type { RateCard } from "../../functions/domain/billing/rate-card.ts";
import { writeAudited } from "../../functions/store/audit.ts";
import { putRateCard, readRateCard, readRateCardsHead } from "../../functions/store/rate-cards.ts";
import type { Table } from "../../functions/store/table.ts";

const ACTOR = "npm start";

/**
 * Writes rate cards that began in the past, which the API does not: the demo's traffic is older than the workspace. Where somebody has written a card of
 * their own, it leaves them alone.
 */
export async function writeRateCards(
  directory: Table,
  workspaceId: string,
  cards: readonly RateCard[],
  nowEpochMs: number,
): Promise<void> {
  const at = new Date(nowEpochMs).toISOString();
  const principal = { kind: "system", id: ACTOR, workspaceId, owner: { name: ACTOR } } as const;
  for (const [index, card] of cards.entries()) {
    const { effectiveFrom, currency } = card;
    if ((await readRateCard(directory, workspaceId, effectiveFrom)) !== undefined) continue;
    const head = await readRateCardsHead(directory, workspaceId);
    if (head !== undefined && index === 0) return;
    await writeAudited(
      { directory, randomBytes },
      { principal, requestId: ACTOR, sourceIp: "", nowEpochMs },
      {
        operation: "createRateCard",
        target: { type: "rate_card", id: effectiveFrom },
        after: { effectiveFrom, currency },
      },
      putRateCard(directory, workspaceId, { ...card, createdAt: at, createdBy: ACTOR, updatedAt: at }, head),
    );
  }
}
