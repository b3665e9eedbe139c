import type { ResponseOf } from "../../contract/api.ts";
import type { AuthorizationRefusal } from "../domain/application.ts";
import {
  countedWindowsAt,
  findExceeded,
  type LimitState,
  limitedPeriods,
  limitOf,
  limitStates,
  windowOf,
} from "../domain/plan.ts";
import { changesOfHits } from "../domain/usage/sum-changes.ts";
import { type Answer, type Refusal, refuse } from "../http/answer.ts";
import type { AuthorizedRequest } from "../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../http/idempotent.ts";
import { addUsage, readUsage } from "../store/application-usage.ts";
import type { StoredApplication } from "../store/applications.ts";
import { putPending } from "../store/pending.ts";
import type { Table } from "../store/table.ts";
import { transact } from "../store/transact.ts";
import { findApplication } from "./find-application.ts";
import { rateLimitHeaders } from "./limit-headers.ts";
import { isOwnService, type ServiceManagementParts } from "./parts.ts";

type Request = AuthorizedRequest<"authorizeApplication" | "authorizeAndReport">;

/** How often a count is tried that was refused although there seems to be room: a window has ended, or a report has come in, meanwhile. */
const ATTEMPTS_MAX = 5;

/** Whether the application may do this now, as far as has been counted. Counts nothing. */
export async function authorize(
  parts: ServiceManagementParts,
  request: AuthorizedRequest<"authorizeApplication">,
): Promise<Answer | Refusal> {
  if (!isOwnService(request, request.path.serviceId)) return refuse("not_found");
  const application = await find(parts, request);
  if (application?.state !== "active") return answerStopped(application);
  const states = await readStates(parts, request, application);
  const isExceeded = findExceeded(states, request.body.usage.hits).length > 0;
  return answer(request, application, states, isExceeded ? "limit_exceeded" : null);
}

/**
 * The same, and counts it if it is authorized. All counters move in one transaction, each on condition that its limit leaves room: of requests
 * that come at once, exactly as many are authorized as there is room for.
 */
export async function authorizeAndReport(
  parts: ServiceManagementParts,
  request: AuthorizedRequest<"authorizeAndReport">,
): Promise<Answer | Refusal> {
  if (!isOwnService(request, request.path.serviceId)) return refuse("not_found");
  return runIdempotently({
    table: parts.telemetry,
    request,
    run: (once) => count(parts, request, once),
    // Only what was authorized leaves a record.
    replay: async () => {
      const application = await find(parts, request);
      if (application === undefined) return answerStopped(undefined);
      return answer(request, application, await readStates(parts, request, application), null);
    },
  });
}

async function count(
  parts: ServiceManagementParts,
  request: AuthorizedRequest<"authorizeAndReport">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { telemetry } = parts;
  const { hits } = request.body.usage;
  const application = await find(parts, request);
  if (application?.state !== "active") return answerStopped(application);
  const address = addressOf(application);
  const windows = countedWindowsAt(application.limits, request.nowEpochMs, request.nowEpochMs);
  const writes = [
    ...windows.map((window) => addUsage(telemetry, address, window, hits, limitOf(application.limits, window.period))),
    ...once.claim({ resourceId: application.id }),
    ...meter(telemetry, request, application),
  ];
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const states = await readStates(parts, request, application);
    if (findExceeded(states, hits).length > 0) return answer(request, application, states, "limit_exceeded");
    const outcome = await transact(telemetry.client, writes);
    if (outcome.written)
      return answer(
        request,
        application,
        states.map((state) => withHits(state, hits)),
        null,
      );
    if (outcome.failed.includes(windows.length)) return REPEATED;
  }
  throw new Error("counters left room and refused hits again and again");
}

/** The same hits as usage, which is kept for good and added up in the time zone of whoever asks. */
function meter(
  telemetry: Table,
  { nowEpochMs, requestId, body }: AuthorizedRequest<"authorizeAndReport">,
  { workspaceId, serviceId, id: applicationId }: StoredApplication,
): ReturnType<typeof putPending> {
  const { hits } = body.usage;
  const changes = changesOfHits([{ workspaceId, serviceId, applicationId, hits, atEpochMs: nowEpochMs }]);
  return putPending(telemetry, workspaceId, changes, { receivedAtEpochMs: nowEpochMs, id: requestId });
}

function find(parts: ServiceManagementParts, { principal, path, body, nowEpochMs }: Request) {
  const { workspaceId } = principal;
  return findApplication(parts, body, { workspaceId, serviceId: path.serviceId, nowEpochMs });
}

async function readStates(
  { telemetry }: ServiceManagementParts,
  { nowEpochMs }: Request,
  application: StoredApplication,
): Promise<readonly LimitState[]> {
  const windows = limitedPeriods(application.limits).map((period) => windowOf(period, nowEpochMs));
  const used = await readUsage(telemetry, addressOf(application), windows);
  const usedByPeriod = new Map(windows.map(({ period }, index) => [period, used[index] ?? 0]));
  return limitStates(application.limits, ({ period }) => usedByPeriod.get(period) ?? 0, nowEpochMs);
}

function addressOf({ workspaceId, id }: StoredApplication) {
  return { workspaceId, applicationId: id };
}

function withHits(state: LimitState, hits: number): LimitState {
  const used = state.used + hits;
  return { ...state, used, remaining: Math.max(0, state.limit - used) };
}

function answerStopped(application: StoredApplication | undefined): Answer {
  const reason = application === undefined ? "application_unknown" : "application_suspended";
  return { status: 200, body: describe(application, [], reason) };
}

function answer(
  { nowEpochMs, body }: Request,
  application: StoredApplication,
  states: readonly LimitState[],
  reason: AuthorizationRefusal | null,
): Answer {
  const exceeded = reason === "limit_exceeded" ? findExceeded(states, body.usage.hits) : [];
  return {
    status: 200,
    body: describe(application, states, reason),
    headers: rateLimitHeaders(states, exceeded, nowEpochMs),
  };
}

function describe(
  application: StoredApplication | undefined,
  states: readonly LimitState[],
  reason: AuthorizationRefusal | null,
): ResponseOf<"authorizeApplication"> {
  return {
    authorized: reason === null,
    reason,
    application:
      application === undefined
        ? null
        : {
            id: application.id,
            name: application.name,
            externalId: application.externalId ?? null,
            state: application.state,
          },
    limits: states.map(({ window, limit, used, remaining }) => ({
      period: window.period,
      limit,
      used,
      remaining,
      resetsAt: new Date(window.endsAtEpochMs).toISOString(),
    })),
  };
}
