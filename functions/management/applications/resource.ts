import type { ResponseOf } from "../../../contract/api.ts";
import { type ApplicationId, maskApplicationKey, parseApplicationId } from "../../domain/application-key.ts";
import type { StoredApplication } from "../../store/applications.ts";

export function formatApplication(application: StoredApplication, nowEpochMs: number): ResponseOf<"getApplication"> {
  const { id, serviceId, name, externalId, state, limits, previousValidUntil } = application;
  const { createdAt, createdBy, updatedAt } = application;
  const isRotating = previousValidUntil !== undefined && Date.parse(previousValidUntil) > nowEpochMs;
  return {
    id,
    serviceId,
    name,
    externalId: externalId ?? null,
    state,
    limits: { ...limits },
    maskedKey: maskApplicationKey(applicationIdOf(application)),
    rotation: isRotating ? { previousValidUntil } : null,
    createdAt,
    createdBy,
    updatedAt,
  };
}

export function applicationIdOf({ id }: StoredApplication): ApplicationId {
  const applicationId = parseApplicationId(id);
  if (applicationId === undefined) throw new TypeError("a stored application has no valid id");
  return applicationId;
}

/** The fields of an application that an audit event may show. */
export function auditableFields(application: Partial<StoredApplication>): Record<string, unknown> {
  const { serviceId, name, externalId, state, limits, previousValidUntil } = application;
  return { serviceId, name, externalId, state, limits, previousValidUntil };
}
