import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { listTokens } from "../../store/token-lists.ts";
import { findToken } from "./find-token.ts";
import { orderOf } from "./list-order.ts";
import type { TokenParts } from "./parts.ts";
import { formatToken } from "./resource.ts";

export async function getToken(parts: TokenParts, request: AuthorizedRequest<"getToken">): Promise<Answer | Refusal> {
  const token = await findToken(parts, request.principal, request.path.tokenId);
  return isRefusal(token) ? token : { status: 200, body: formatToken(token, request.nowEpochMs) };
}

export async function listTokensPage(
  { directory }: TokenParts,
  { principal, query, nowEpochMs }: AuthorizedRequest<"listTokens">,
): Promise<Answer | Refusal> {
  const { limit, cursor, kind, status, ownerType, ownerId, text, expiresWithinDays, unusedForDays } = query;
  if ((ownerType === undefined) !== (ownerId === undefined)) {
    const missing = ownerType === undefined ? "ownerType" : "ownerId";
    return refuse("invalid_query", {
      errors: [{ pointer: `/${missing}`, code: "required", message: "ownerType and ownerId go together." }],
    });
  }
  const order = orderOf(query);
  if (!("order" in order)) return refuse("invalid_query", { errors: order });
  const page = await listTokens(directory, {
    workspaceId: principal.workspaceId,
    filter: {
      kind,
      status,
      owner: ownerType === undefined || ownerId === undefined ? undefined : { type: ownerType, id: ownerId },
      text: text?.toLowerCase(),
      expiresWithinDays,
      unusedForDays,
    },
    ...order,
    services: principal.services,
    limit,
    cursor,
    nowEpochMs,
  });
  if (page === undefined) return refuse("invalid_cursor");
  return {
    status: 200,
    body: { items: page.items.map((token) => formatToken(token, nowEpochMs)), nextCursor: page.nextCursor },
  };
}
