import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { CommitParts } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { listMembers, readMember } from "../../store/members.ts";
import { formatMember } from "./resource.ts";

export async function list(
  { directory }: CommitParts,
  { principal, query }: AuthorizedRequest<"listMembers">,
): Promise<Answer | Refusal> {
  const { state, role, text, limit, cursor } = query;
  const page = await listMembers(directory, {
    workspaceId: principal.workspaceId,
    filter: { state, role, text: text?.toLowerCase() },
    limit,
    cursor,
  });
  if (page === undefined) return refuse("invalid_cursor");
  return { status: 200, body: { items: page.items.map(formatMember), nextCursor: page.nextCursor } };
}

export async function get(
  { directory }: CommitParts,
  { principal, path }: AuthorizedRequest<"getMember">,
): Promise<Answer | Refusal> {
  const member = await readMember(directory, principal.workspaceId, path.memberId);
  return member === undefined ? refuse("not_found") : { status: 200, body: formatMember(member) };
}
