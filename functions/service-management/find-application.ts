import { parseApplicationId, parseApplicationKey } from "../domain/application-key.ts";
import { isDigestOf, parseDigest } from "../domain/digest.ts";
import { readApplication, type StoredApplication } from "../store/applications.ts";
import type { ServiceManagementParts } from "./parts.ts";

/** How a request names an application: by one of the two. */
export interface ApplicationName {
  readonly applicationKey?: string | undefined;
  readonly applicationId?: string | undefined;
}

/** Which application is meant, before anybody has looked whether there is one; undefined when it cannot be any. */
export function applicationIdIn({ applicationKey, applicationId }: ApplicationName): string | undefined {
  if (applicationKey !== undefined) return parseApplicationKey(applicationKey)?.applicationId;
  return applicationId === undefined ? undefined : parseApplicationId(applicationId);
}

/**
 * The application if it belongs to the service and, when it was named by a key, if the key is right: the present one, or the one before until
 * its grace period ends.
 */
export function matchApplication(
  application: StoredApplication | undefined,
  { applicationKey }: ApplicationName,
  serviceId: string,
  nowEpochMs: number,
): StoredApplication | undefined {
  if (application?.serviceId !== serviceId) return undefined;
  if (applicationKey === undefined) return application;
  const parsed = parseApplicationKey(applicationKey);
  if (parsed === undefined) return undefined;
  const { digest, previousDigest, previousValidUntil } = application;
  if (isDigestOf(parsed.key, parseDigest(digest))) return application;
  const hasPrevious = previousDigest !== undefined && previousValidUntil !== undefined;
  const isPreviousValid = hasPrevious && nowEpochMs < Date.parse(previousValidUntil);
  return isPreviousValid && isDigestOf(parsed.key, parseDigest(previousDigest)) ? application : undefined;
}

/** Undefined for an application that is unknown, of another service, or named by a wrong key. */
export async function findApplication(
  { directory }: ServiceManagementParts,
  name: ApplicationName,
  place: { readonly workspaceId: string; readonly serviceId: string; readonly nowEpochMs: number },
): Promise<StoredApplication | undefined> {
  const id = applicationIdIn(name);
  if (id === undefined) return undefined;
  const application = await readApplication(directory, place.workspaceId, id);
  return matchApplication(application, name, place.serviceId, place.nowEpochMs);
}
