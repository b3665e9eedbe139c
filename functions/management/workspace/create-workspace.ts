import { randomBase62 } from "../../domain/base62.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { sessionPrincipal } from "../../http/session-principal.ts";
import { readMember, readMemberBySubject } from "../../store/members.ts";
import { createNewWorkspace } from "../../store/new-workspace.ts";
import { readWorkspace } from "../../store/workspaces.ts";
import { formatWorkspace } from "./operations.ts";

/**
 * Another workspace, whose first owner is the person of this session: the same sign-in, and another member. Nothing connects the two workspaces,
 * so the audit event is in the new one.
 */
export async function createWorkspace(
  parts: CommitParts,
  request: AuthorizedRequest<"createWorkspace">,
): Promise<Answer | Refusal> {
  const { directory, randomBytes } = parts;
  const { principal, body, nowEpochMs } = request;
  const person = await readMember(directory, principal.workspaceId, principal.id);
  // Removed or suspended since the authorizer looked.
  if (person?.subject === undefined || person.state !== "active") return refuse("not_found");
  const { subject, email } = person;
  return runIdempotently({
    table: directory,
    request,
    async run(once) {
      const workspaceId = `ws_${randomBase62(12, randomBytes)}`;
      const memberId = `mem_${randomBase62(12, randomBytes)}`;
      const created = createNewWorkspace(directory, {
        workspaceId,
        name: body.name,
        owner: { memberId, email, subject, createdBy: memberId },
        nowEpochMs,
      });
      const outcome = await commit(parts, { ...request, principal: sessionPrincipal(created.owner) }, created.change, [
        ...created.writes,
        ...once.claim({ resourceId: workspaceId }),
      ]);
      return outcome.written ? { status: 201, body: formatWorkspace(created.workspace) } : REPEATED;
    },
    /** What they made may be others' by now. */
    async replay({ resourceId }) {
      const member = await readMemberBySubject(directory, resourceId, subject);
      if (member?.state !== "active") return refuse("not_found");
      return { status: 201, body: formatWorkspace(await readWorkspace(directory, resourceId)) };
    },
  });
}
