import type { ListAuditEventsQuery } from "../../../../sdk/src/generated/types.ts";

/** The filters as the address has them. */
export const NO_FILTERS = { actorId: "", operation: "", targetType: "", targetId: "", from: "", to: "" };
export type AuditFilters = typeof NO_FILTERS;

/** What the API is asked: a kind of target means nothing without its id. */
export function queryOf({ actorId, operation, targetType, targetId, from, to }: AuditFilters): ListAuditEventsQuery {
  return {
    ...(actorId !== "" && { actorId }),
    ...(operation !== "" && { operation }),
    ...(targetType !== "" && targetId !== "" && { targetType, targetId }),
    ...(from !== "" && { from }),
    ...(to !== "" && { to }),
  };
}

export function isFiltered(filters: AuditFilters): boolean {
  return Object.keys(queryOf(filters)).length > 0;
}

/** What is wrong with filters before they are sent. */
export function checkFilters({ targetType, targetId, from, to }: AuditFilters): {
  readonly targetType?: string;
  readonly targetId?: string;
  readonly to?: string;
} {
  return {
    ...(targetId !== "" && targetType === "" && { targetType: "Say what kind of thing the id is of." }),
    ...(targetType !== "" && targetId === "" && { targetId: "Give the id, too." }),
    ...(from !== "" && to !== "" && from >= to && { to: "This is not after the beginning." }),
  };
}
