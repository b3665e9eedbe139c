import type { Logger } from "@aws-lambda-powertools/logger";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { CloudFormationCustomResourceEvent, CloudFormationCustomResourceUpdateEvent } from "aws-lambda";
import type { RandomBytes } from "../domain/base62.ts";
import { deriveId, firstWorkspaceId } from "../domain/first-workspace.ts";
import { isEmailAddress } from "../domain/member.ts";
import { answerCustomResource } from "../http/custom-resource.ts";
import { type AuditedChange, writeAudited } from "../store/audit.ts";
import { putMember, readMember, removeMember, type StoredMember } from "../store/members.ts";
import { createNewWorkspace, type NewWorkspaceOptions } from "../store/new-workspace.ts";
import type { Table } from "../store/table.ts";

export interface BootstrapParts {
  readonly directory: Table;
  readonly randomBytes: RandomBytes;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Who it was, in members and audit events. */
const BOOTSTRAP = "bootstrap";

/**
 * The custom resource behind the first workspace and its first owner. The owner is an address that is invited without an end: whoever signs in with it first, verified by the issuer, accepts. Ids are derived
 * from the stack, so that a repeated Create makes nothing twice. Update invites another address in place of one that has not accepted, so that nobody
 * is locked out by a mistyped one, and changes nothing else; Delete keeps everything, because a rollback must not take a workspace with it.
 */
export function createBootstrap({ directory, randomBytes, logger, now }: BootstrapParts) {
  return async function handle(event: CloudFormationCustomResourceEvent): Promise<void> {
    try {
      const workspaceId = event.RequestType === "Create" ? await create(event) : event.PhysicalResourceId;
      if (event.RequestType === "Update") await inviteInstead(event);
      await answerCustomResource(event, {
        Status: "SUCCESS",
        PhysicalResourceId: workspaceId,
        Data: { WorkspaceId: workspaceId },
      });
    } catch (error) {
      logger.error("bootstrap failed", {
        errorName: error instanceof Error ? error.name : "unknown",
        errorMessage: error instanceof Error ? error.message : "",
      });
      const PhysicalResourceId =
        event.RequestType === "Create" ? firstWorkspaceId(event.StackId) : event.PhysicalResourceId;
      await answerCustomResource(event, {
        Status: "FAILED",
        PhysicalResourceId,
        Reason: "The first workspace could not be made: see the log of the bootstrap function.",
      });
    }
  };

  async function create(event: CloudFormationCustomResourceEvent): Promise<string> {
    const workspaceId = firstWorkspaceId(event.StackId);
    const created = createNewWorkspace(directory, {
      workspaceId,
      name: requireText(event.ResourceProperties, "workspaceName"),
      owner: ownerOf(workspaceId, readEmail(event.ResourceProperties)),
      nowEpochMs: now(),
    });
    // When the workspace exists already, nothing of it is touched.
    await write(event, workspaceId, { operation: "createWorkspace", ...created.change }, created.writes);
    return workspaceId;
  }

  /** Nobody else is in a workspace whose first owner is still to come. Who has accepted, also in this very moment, stays. */
  async function inviteInstead(event: CloudFormationCustomResourceUpdateEvent): Promise<void> {
    const workspaceId = event.PhysicalResourceId;
    const email = readEmail(event.ResourceProperties);
    const formerId = ownerOf(workspaceId, readEmail(event.OldResourceProperties)).memberId;
    const { memberId, createdBy } = ownerOf(workspaceId, email);
    if (memberId === formerId) return;
    const former = await readMember(directory, workspaceId, formerId);
    if (former?.state !== "invited") return;
    const at = new Date(now()).toISOString();
    const owner: StoredMember = { ...former, memberId, email, createdBy, createdAt: at, updatedAt: at, revision: 1 };
    const change = {
      operation: "inviteMember",
      target: { type: "member", id: memberId },
      before: { id: former.memberId, email: former.email },
      after: { id: memberId, email },
    };
    await write(event, workspaceId, change, [...removeMember(directory, former), ...putMember(directory, owner)]);
  }

  async function write(
    { RequestId: requestId }: CloudFormationCustomResourceEvent,
    workspaceId: string,
    change: AuditedChange,
    writes: readonly TransactWriteItem[],
  ): Promise<void> {
    const principal = { kind: "system", id: BOOTSTRAP, workspaceId, owner: { name: BOOTSTRAP } } as const;
    const actor = { principal, requestId, sourceIp: "", nowEpochMs: now() };
    await writeAudited({ directory, randomBytes }, actor, change, writes);
  }
}

function ownerOf(workspaceId: string, email: string): NewWorkspaceOptions["owner"] {
  return { memberId: `mem_${deriveId(`${workspaceId} ${email}`)}`, email, subject: undefined, createdBy: BOOTSTRAP };
}

type Properties = Readonly<Record<string, unknown>>;

function requireText(properties: Properties, name: string): string {
  const value = properties[name];
  if (typeof value !== "string" || value === "") throw new Error(`the property ${name} is missing`);
  return value;
}

/** An address that no sign-in can have would be a workspace that nobody ever gets into: better no deployment. */
function readEmail(properties: Properties): string {
  const email = requireText(properties, "ownerEmail").trim().toLowerCase();
  if (!isEmailAddress(email)) throw new Error("the property ownerEmail is not an email address");
  return email;
}
