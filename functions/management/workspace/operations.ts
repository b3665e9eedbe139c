import type { ResponseOf } from "../../../contract/api.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import { changesOf, onlyFields } from "../../http/changes.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readWorkspace, type StoredWorkspace, TIME_ZONE_DEFAULT, updateWorkspace } from "../../store/workspaces.ts";

export async function get(
  { directory }: CommitParts,
  { principal }: AuthorizedRequest<"getWorkspace">,
): Promise<Answer> {
  return { status: 200, body: formatWorkspace(await readWorkspace(directory, principal.workspaceId)) };
}

export async function update(
  parts: CommitParts,
  request: AuthorizedRequest<"updateWorkspace">,
): Promise<Answer | Refusal> {
  const { principal, body, nowEpochMs } = request;
  const workspace = await readWorkspace(parts.directory, principal.workspaceId);
  const { serviceAccountsOnly, explicitDomainsOnly, tokenLifetimeDaysMax } = workspace.policies;
  const wanted = body.policies ?? {};
  const daysMax = wanted.tokenLifetimeDaysMax === undefined ? tokenLifetimeDaysMax : wanted.tokenLifetimeDaysMax;
  // Whoever ends because secrets have a longest life must not lift it, nor let others live that have ended. Owners can do everything.
  const isBound = principal.expiresAtEpochMs !== undefined && principal.role !== "owner";
  if (isBound && isLonger(daysMax, tokenLifetimeDaysMax)) return refuseLonger();
  const changes = changesOf(workspace, {
    name: body.name ?? workspace.name,
    timeZone: body.timeZone ?? workspace.timeZone,
    policies: {
      serviceAccountsOnly: wanted.serviceAccountsOnly ?? serviceAccountsOnly,
      explicitDomainsOnly: wanted.explicitDomainsOnly ?? explicitDomainsOnly,
      ...(daysMax != null && { tokenLifetimeDaysMax: daysMax }),
    },
  });
  const names = Object.keys(changes);
  if (names.length === 0) return { status: 200, body: formatWorkspace(workspace) };

  const changed: StoredWorkspace = { ...workspace, ...changes, updatedAt: new Date(nowEpochMs).toISOString() };
  const change = {
    target: { type: "workspace", id: workspace.id },
    before: onlyFields(names, auditableFields(workspace)),
    after: onlyFields(names, auditableFields(changed)),
  };
  const outcome = await commit(parts, request, change, [
    updateWorkspace(parts.directory, workspace, { ...changes, updatedAt: changed.updatedAt }),
  ]);
  return outcome.written ? { status: 200, body: formatWorkspace(changed) } : refuse("changed_meanwhile");
}

function isLonger(wanted: number | null | undefined, present: number | undefined): boolean {
  return (wanted ?? Number.POSITIVE_INFINITY) > (present ?? Number.POSITIVE_INFINITY);
}

function refuseLonger(): Refusal {
  const message = "Your token ends, and this would let tokens live longer. Use a console session, or ask an owner.";
  const pointer = "/policies/tokenLifetimeDaysMax";
  return refuse("right_not_held", { errors: [{ pointer, code: "right_not_held", message }] });
}

function auditableFields({ name, policies, timeZone }: StoredWorkspace) {
  return { name, policies, timeZone: timeZone ?? TIME_ZONE_DEFAULT };
}

export function formatWorkspace({
  id,
  name,
  policies,
  timeZone = TIME_ZONE_DEFAULT,
  createdAt,
  updatedAt,
}: StoredWorkspace): ResponseOf<"getWorkspace"> {
  const { serviceAccountsOnly, explicitDomainsOnly, tokenLifetimeDaysMax = null } = policies;
  return {
    id,
    name,
    policies: { serviceAccountsOnly, explicitDomainsOnly, tokenLifetimeDaysMax },
    timeZone,
    createdAt,
    updatedAt,
  };
}
