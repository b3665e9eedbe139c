import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ResponseOf } from "../../../contract/api.ts";
import type { OperationId } from "../../../contract/operations.ts";
import type { ConfiguratorDocument } from "../../domain/configurator/document.ts";
import { type CommitParts, commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import type { AuditedChange } from "../../store/audit.ts";
import {
  type ConfiguratorAddress,
  parseDocument,
  type StoredConfigurator,
  type StoredVersion,
  type StoredVersionSummary,
} from "../../store/configurators.ts";
import type { Table } from "../../store/table.ts";
import type { TransactOutcome } from "../../store/transact.ts";

/** What the configurator operations work with. */
export interface ConfiguratorParts extends CommitParts {
  readonly catalogue: Table;
}

export function addressOf(
  request: AuthorizedRequest<OperationId> & { readonly path: { readonly configuratorId: string } },
): ConfiguratorAddress {
  return { workspaceId: request.principal.workspaceId, configuratorId: request.path.configuratorId };
}

/** A change to a configurator; documents are in the versions and not in the audit trail. */
export function commitConfigurator(
  parts: ConfiguratorParts,
  request: AuthorizedRequest<OperationId>,
  configuratorId: string,
  change: Pick<AuditedChange, "before" | "after">,
  writes: readonly TransactWriteItem[],
): Promise<TransactOutcome> {
  return commit(parts, request, { target: { type: "configurator", id: configuratorId }, ...change }, writes);
}

export function formatSummary(configurator: StoredConfigurator): ResponseOf<"listConfigurators">["items"][number] {
  const { id, name, publishedVersion, latestVersion, createdAt, createdBy, updatedAt } = configurator;
  return {
    id,
    name,
    publishedVersion: publishedVersion ?? null,
    latestVersion: latestVersion ?? null,
    isDraftPublished: configurator.publishedDraftRevision === configurator.draftRevision,
    createdAt,
    createdBy,
    updatedAt,
  };
}

export function formatConfigurator(configurator: StoredConfigurator, draft: ConfiguratorDocument) {
  return { ...formatSummary(configurator), draft, draftRevision: configurator.draftRevision };
}

export function formatVersionSummary(
  stored: StoredVersionSummary,
): ResponseOf<"listConfiguratorVersions">["items"][number] {
  const { configuratorId, version, comment, publishedAt, publishedBy } = stored;
  return { configuratorId, version, comment: comment ?? null, publishedAt, publishedBy };
}

export function formatVersion(stored: StoredVersion) {
  return { ...formatVersionSummary(stored), document: parseDocument(stored) };
}
