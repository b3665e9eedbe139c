import { countedWindowsAt, limitOf } from "../../domain/plan.ts";
import { type Answer, isRefusal, type Refusal } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readPermittedApplication } from "../../http/permitted-application.ts";
import { readUsage } from "../../store/application-usage.ts";
import type { ApplicationParts } from "./parts.ts";

/** What has been counted in the windows that are running, for people: the service itself gets it with each authorization. */
export async function getApplicationUsage(
  parts: ApplicationParts,
  request: AuthorizedRequest<"getApplicationUsage">,
): Promise<Answer | Refusal> {
  const { nowEpochMs, path } = request;
  const application = await readPermittedApplication(parts.directory, request.principal, path.applicationId);
  if (isRefusal(application)) return application;
  const { workspaceId, id, limits } = application;
  const windows = countedWindowsAt(limits, nowEpochMs, nowEpochMs);
  const hits = await readUsage(parts.telemetry, { workspaceId, applicationId: id }, windows);
  const periods = windows.map(({ period, endsAtEpochMs }, index) => {
    const used = hits[index] ?? 0;
    const limit = limitOf(limits, period) ?? null;
    const remaining = limit === null ? null : Math.max(0, limit - used);
    return { period, used, limit, remaining, resetsAt: new Date(endsAtEpochMs).toISOString() };
  });
  return { status: 200, body: { applicationId: id, periods } };
}
