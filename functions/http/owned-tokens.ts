import type { OwnerReference } from "../domain/token-record.ts";
import type { Table } from "../store/table.ts";
import { LIVING_STATES, listTokens } from "../store/token-lists.ts";
import { type Refusal, refuse } from "./answer.ts";

/** Most tokens that a refusal names. */
const NAMED_MAX = 20;

/** Refuses to remove an owner of tokens, and names the tokens that are in the way. */
export async function refuseOwnerOfTokens(
  directory: Table,
  owner: OwnerReference & { readonly workspaceId: string; readonly tokenCount: number },
  nowEpochMs: number,
): Promise<Refusal> {
  const { workspaceId, tokenCount, type, id } = owner;
  const page = await listTokens(directory, {
    workspaceId,
    filter: { owner: { type, id }, states: LIVING_STATES },
    descending: true,
    limit: NAMED_MAX,
    cursor: undefined,
    nowEpochMs,
  });
  const tokens = tokenCount === 1 ? "1 token that is not revoked" : `${tokenCount} tokens that are not revoked`;
  return refuse("owner_has_tokens", {
    detail: `There ${tokenCount === 1 ? "is" : "are"} ${tokens}. POST /v1/tokens/bulk reassigns or revokes many at once.`,
    errors: (page?.items ?? []).map((token) => ({
      pointer: `/tokens/${token.id}`,
      code: "owned_token",
      message: token.label,
    })),
  });
}
