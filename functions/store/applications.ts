import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ApplicationState } from "../domain/application.ts";
import type { PlanLimits } from "../domain/plan.ts";
import type { ServiceGrant } from "../domain/rights.ts";
import { applicationKey, applicationsOfService, applicationsOfWorkspace } from "./keys.ts";
import { BY_OWNER, BY_WORKSPACE, type Listed, listMerged } from "./list.ts";
import { isUnchanged, updateUnchanged } from "./revision.ts";
import { getItem, IS_NEW, put, remove, type Table } from "./table.ts";

/** An application as it is stored: with the digest of its key, never the key. */
export interface StoredApplication {
  readonly id: string;
  readonly workspaceId: string;
  readonly serviceId: string;
  readonly name: string;
  readonly externalId?: string | undefined;
  readonly state: ApplicationState;
  readonly limits: PlanLimits;
  readonly digest: string;
  /** During a rotation: the key before, and when it stops counting. */
  readonly previousDigest?: string | undefined;
  readonly previousValidUntil?: string | undefined;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  /** Counts the edits; an edit names the one that it read. */
  readonly revision: number;
}

export async function readApplication(
  directory: Table,
  workspaceId: string,
  applicationId: string,
): Promise<StoredApplication | undefined> {
  return getItem<StoredApplication>(directory, applicationKey(workspaceId, applicationId));
}

export interface ListApplicationsOptions {
  readonly workspaceId: string;
  /** The services whose applications are listed, one Query each; `all` is one Query over the workspace. */
  readonly services: ServiceGrant;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** Newest first. */
export async function listApplications(
  directory: Table,
  { workspaceId, services, limit, cursor }: ListApplicationsOptions,
): Promise<Listed<StoredApplication> | undefined> {
  return listMerged<StoredApplication>(directory, {
    list: JSON.stringify(["applications", services]),
    ...(services === "all"
      ? { index: BY_WORKSPACE, partitions: [applicationsOfWorkspace(workspaceId)] }
      : { index: BY_OWNER, partitions: services.map((id) => applicationsOfService(workspaceId, id)) }),
    descending: true,
    limit,
    cursor,
  });
}

export function putApplication(directory: Table, application: StoredApplication): TransactWriteItem {
  const { id, workspaceId, serviceId, createdAt } = application;
  const place = `${createdAt}#${id}`;
  return put(
    directory,
    {
      ...application,
      ...applicationKey(workspaceId, id),
      gsi1pk: applicationsOfWorkspace(workspaceId),
      gsi1sk: place,
      gsi2pk: applicationsOfService(workspaceId, serviceId),
      gsi2sk: place,
    },
    IS_NEW,
  );
}

export type ApplicationChanges = Partial<
  Omit<StoredApplication, "id" | "workspaceId" | "serviceId" | "revision" | "createdAt" | "createdBy">
>;

/** Changes an application if nobody else has changed it since it was read. */
export function updateApplication(
  directory: Table,
  application: StoredApplication,
  changes: ApplicationChanges,
): TransactWriteItem {
  return updateUnchanged(directory, applicationKey(application.workspaceId, application.id), application, changes);
}

export function removeApplication(directory: Table, application: StoredApplication): TransactWriteItem {
  return remove(directory, applicationKey(application.workspaceId, application.id), isUnchanged(application));
}
