import type { ResponseOf } from "../../../contract/api.ts";
import { OPERATIONS } from "../../../contract/operations.ts";
import type { RandomBytes } from "../../domain/base62.ts";
import { isPermitted, type OperationRule } from "../../domain/decide.ts";
import { actorOf } from "../../http/actor.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { putAuditEvent } from "../../store/audit.ts";
import type { Table } from "../../store/table.ts";
import { transact } from "../../store/transact.ts";
import { readWorkspace, type StoredWorkspace, updateWorkspace } from "../../store/workspaces.ts";

export interface WorkspaceParts {
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
}

export async function get(
  { directory }: WorkspaceParts,
  { principal }: AuthorizedRequest<"getWorkspace">,
): Promise<Answer> {
  return { status: 200, body: format(await readWorkspace(directory, principal.workspaceId)) };
}

export async function update(
  { directory, randomBytes }: WorkspaceParts,
  request: AuthorizedRequest<"updateWorkspace">,
): Promise<Answer | Refusal> {
  const { principal, body, nowEpochMs } = request;
  const workspace = await readWorkspace(directory, principal.workspaceId);
  const { serviceAccountsOnly, explicitDomainsOnly } = workspace.policies;
  const changed = {
    name: body.name ?? workspace.name,
    policies: {
      serviceAccountsOnly: body.policies?.serviceAccountsOnly ?? serviceAccountsOnly,
      explicitDomainsOnly: body.policies?.explicitDomainsOnly ?? explicitDomainsOnly,
    },
  };
  const changes = { ...changed, updatedAt: new Date(nowEpochMs).toISOString() };
  const target = { type: "workspace", id: workspace.id };
  const before = { name: workspace.name, policies: workspace.policies };
  const outcome = await transact(directory.client, [
    updateWorkspace(directory, workspace, changes),
    putAuditEvent(
      directory,
      actorOf(request),
      { operation: request.operation, target, before, after: changed },
      randomBytes,
    ),
  ]);
  return outcome.written ? { status: 200, body: format({ ...workspace, ...changes }) } : refuse("changed_meanwhile");
}

/** What the authorizer found out about this credential, and what follows from it. */
export async function whoami({ principal }: AuthorizedRequest<"whoami">): Promise<Answer> {
  const operations = Object.entries<OperationRule>(OPERATIONS)
    .filter(([, operation]) => isPermitted(principal, operation))
    .map(([id]) => id);
  const identity: ResponseOf<"whoami"> = {
    kind: principal.kind === "session" ? "session" : "private",
    id: principal.id,
    workspaceId: principal.workspaceId,
    role: principal.role ?? null,
    scopes: [...principal.scopes],
    services: principal.services === "all" ? "all" : [...principal.services],
    owner: principal.owner,
    operations,
  };
  return { status: 200, body: identity };
}

function format({ id, name, policies, createdAt, updatedAt }: StoredWorkspace): ResponseOf<"getWorkspace"> {
  return { id, name, policies, createdAt, updatedAt };
}
