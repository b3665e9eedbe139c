import { OPERATIONS, type Operation, type OperationId, routeKey } from "../../contract/operations.ts";
import type { Metric } from "../domain/series.ts";

/** What a request counts as that succeeded. Events are counted where they are written, by how many were new, and not by their requests. */
const METERED: Partial<Readonly<Record<OperationId, Metric | undefined>>> = {
  loadConfigurator: "load",
  saveConfiguration: "save",
  updateConfiguration: "save",
  trackEvents: undefined,
  verifyToken: "verification",
};

const METRIC_BY_ROUTE = new Map(
  Object.entries<Operation>(OPERATIONS).map(([id, operation]): [string, Metric | undefined] => [
    routeKey(operation),
    id in METERED ? METERED[id as OperationId] : "call",
  ]),
);

/**
 * What a request of a token is counted as. One that is wrong in itself (422, 404, ...) or that failed on our side (5xx) is nobody's use; one that the token
 * was not allowed, or was too many, is `refused`.
 */
export function metricOf(route: string, status: number): Metric | undefined {
  if (status === 403 || status === 429) return "refused";
  // 304 answers a load: the page has what it asked for.
  const isSuccess = (status >= 200 && status < 300) || status === 304;
  return isSuccess ? METRIC_BY_ROUTE.get(route) : undefined;
}
