import type { Principal } from "../../domain/decide.ts";
import { METRICS, type Metric, type SeriesName, type UsageSubject, usageSeries } from "../../domain/series.ts";
import { isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { readPermittedApplication } from "../../http/permitted-application.ts";
import { readPermittedService } from "../../http/permitted-service.ts";
import { readPermittedToken } from "../../http/permitted-token.ts";
import type { Table } from "../../store/table.ts";

/** One metric of a subject, and the series that it is the sum of. */
export interface MetricSource {
  readonly metric: Metric;
  readonly series: readonly SeriesName[];
}

export interface WantedSubject {
  readonly subject: UsageSubject;
  readonly id?: string | undefined;
}

/**
 * What there is to read of a subject that the principal may see. One that is unknown, of another workspace or not permitted gets the same
 * refusal. Of the workspace's hits, who may see some services only is told the hits of these.
 */
export async function findSources(
  directory: Table,
  principal: Principal,
  { subject, id }: WantedSubject,
): Promise<readonly MetricSource[] | Refusal> {
  if (subject === "workspace") return id === undefined ? sourcesOfWorkspace(principal) : refuseId("unwanted");
  if (id === undefined) return refuseId("missing");
  const found = await readSubject(directory, principal, subject, id);
  if (isRefusal(found)) return found;
  const metrics = subject === "token" ? METRICS.filter((metric) => metric !== "hit") : (["hit"] as const);
  return metrics.map((metric) => ({ metric, series: [usageSeries(subject, id, metric)] }));
}

async function readSubject(
  directory: Table,
  principal: Principal,
  subject: Exclude<UsageSubject, "workspace">,
  id: string,
): Promise<object | Refusal> {
  switch (subject) {
    case "token":
      return readPermittedToken(directory, principal, id);
    case "service":
      return readPermittedService(directory, principal, id);
    case "application":
      return readPermittedApplication(directory, principal, id);
  }
}

function sourcesOfWorkspace({ workspaceId, services }: Principal): readonly MetricSource[] {
  return METRICS.map((metric) => ({
    metric,
    series:
      metric === "hit" && services !== "all"
        ? services.map((service) => usageSeries("service", service, metric))
        : [usageSeries("workspace", workspaceId, metric)],
  }));
}

function refuseId(problem: "missing" | "unwanted"): Refusal {
  const error =
    problem === "missing"
      ? { code: "required" as const, message: "Give the id of the token, service or application." }
      : { code: "custom" as const, message: "The workspace is that of the credential: leave the id out." };
  return refuse("invalid_query", { errors: [{ pointer: "/id", ...error }] });
}
