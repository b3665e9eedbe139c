import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { listTokens, readToken } from "../../store/tokens.ts";
import type { TokenParts } from "./parts.ts";
import { formatToken } from "./resource.ts";

export async function getToken(parts: TokenParts, request: AuthorizedRequest<"getToken">): Promise<Answer | Refusal> {
  const token = await readToken(parts.directory, request.principal.workspaceId, request.path.tokenId);
  return token === undefined ? refuse("not_found") : { status: 200, body: formatToken(token, request.nowEpochMs) };
}

export async function listTokensPage(
  parts: TokenParts,
  request: AuthorizedRequest<"listTokens">,
): Promise<Answer | Refusal> {
  const { limit, cursor, kind, status, ownerType, ownerId, text, sort } = request.query;
  if ((ownerType === undefined) !== (ownerId === undefined)) {
    const missing = ownerType === undefined ? "ownerType" : "ownerId";
    return refuse("invalid_query", {
      errors: [{ pointer: `/${missing}`, code: "required", message: "ownerType and ownerId go together." }],
    });
  }
  const page = await listTokens(parts.directory, {
    workspaceId: request.principal.workspaceId,
    filter: {
      kind,
      status,
      owner: ownerType === undefined || ownerId === undefined ? undefined : { type: ownerType, id: ownerId },
      text: text?.toLowerCase(),
    },
    newestFirst: sort === "-createdAt",
    limit,
    cursor,
    nowEpochMs: request.nowEpochMs,
  });
  if (page === undefined) return refuse("invalid_cursor");
  const items = page.items.map((token) => formatToken(token, request.nowEpochMs));
  return { status: 200, body: { items, nextCursor: page.nextCursor } };
}
