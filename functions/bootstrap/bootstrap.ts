import { hash } from "node:crypto";
import type { Logger } from "@aws-lambda-powertools/logger";
import type { CloudFormationCustomResourceEvent } from "aws-lambda";
import { randomBase62 } from "../domain/base62.ts";
import { API_SCOPES } from "../domain/rights.ts";
import { putMember, putSignIn, type StoredMember } from "../store/members.ts";
import type { Table } from "../store/table.ts";
import { transact } from "../store/transact.ts";
import { putWorkspace } from "../store/workspaces.ts";

export interface BootstrapParts {
  readonly directory: Table;
  readonly logger: Logger;
  readonly now: () => number;
}

/**
 * The custom resource behind the first workspace and its first owner (AWS CloudFormation user guide, "Custom resource request and response
 * reference"). Ids are derived from the stack, so that a repeated Create makes nothing twice; Update changes nothing; Delete keeps
 * everything, because a rollback must not take a workspace with it.
 */
export function createBootstrap({ directory, logger, now }: BootstrapParts) {
  return async function handle(event: CloudFormationCustomResourceEvent): Promise<void> {
    try {
      const workspaceId = event.RequestType === "Create" ? await create(event) : event.PhysicalResourceId;
      await respond(event, { Status: "SUCCESS", PhysicalResourceId: workspaceId, Data: { WorkspaceId: workspaceId } });
    } catch (error) {
      logger.error("bootstrap failed", {
        errorName: error instanceof Error ? error.name : "unknown",
        errorMessage: error instanceof Error ? error.message : "",
      });
      const PhysicalResourceId =
        event.RequestType === "Create" ? workspaceIdOf(event.StackId) : event.PhysicalResourceId;
      await respond(event, {
        Status: "FAILED",
        PhysicalResourceId,
        Reason: "The first workspace could not be made: see the log of the bootstrap function.",
      });
    }
  };

  async function create(event: CloudFormationCustomResourceEvent): Promise<string> {
    const workspaceId = workspaceIdOf(event.StackId);
    const at = new Date(now()).toISOString();
    const name = requireText(event, "workspaceName");
    const email = requireText(event, "ownerEmail").toLowerCase();
    const subject = requireText(event, "ownerSubject");
    const policies = { serviceAccountsOnly: false, explicitDomainsOnly: false };
    // One by one, each only when it is not there yet: what exists is not touched.
    await transact(directory.client, [
      putWorkspace(directory, {
        id: workspaceId,
        name,
        policies,
        ownerCount: 1,
        createdAt: at,
        updatedAt: at,
        revision: 1,
      }),
    ]);
    const memberId = `mem_${deriveId(`${workspaceId} ${subject}`)}`;
    const owner: StoredMember = {
      memberId,
      workspaceId,
      email,
      subject,
      role: "owner",
      scopes: API_SCOPES,
      services: "all",
      state: "active",
      tokenCount: 0,
      createdAt: at,
      createdBy: "bootstrap",
      updatedAt: at,
      revision: 1,
    };
    await transact(directory.client, [...putMember(directory, owner), putSignIn(directory, subject, owner)]);
    return workspaceId;
  }
}

async function respond(event: CloudFormationCustomResourceEvent, answer: object): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  const response = await fetch(ResponseURL, {
    method: "PUT",
    // The URL is signed for a request without a content type.
    headers: { "content-type": "" },
    body: JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer }),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: status ${response.status}`);
}

function requireText(event: CloudFormationCustomResourceEvent, name: string): string {
  const value: unknown = event.ResourceProperties[name];
  if (typeof value !== "string" || value === "") throw new Error(`the property ${name} is missing`);
  return value;
}

function workspaceIdOf(stackId: string): string {
  return `ws_${deriveId(stackId)}`;
}

/** 12 base62 characters of a digest. */
function deriveId(source: string): string {
  const bytes = hash("sha512", source, "buffer");
  return randomBase62(12, () => bytes);
}
