import type { ResponseOf } from "../../contract/api.ts";
import { usageTransaction } from "../../contract/schemas/service-management.ts";
import { findReportRefusal, type ReportRefusal } from "../domain/application.ts";
import { countedWindowsAt } from "../domain/plan.ts";
import { type Answer, type Refusal, refuse } from "../http/answer.ts";
import type { AuthorizedRequest } from "../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../http/idempotent.ts";
import { readApplication, type StoredApplication } from "../store/applications.ts";
import { digestRequest } from "../store/idempotency.ts";
import { transact } from "../store/transact.ts";
import { countReported, type ReportedUsage } from "../store/usage-report.ts";
import { type ApplicationName, applicationIdIn, matchApplication } from "./find-application.ts";
import { isOwnService, type ServiceManagementParts } from "./parts.ts";

type Request = AuthorizedRequest<"reportUsage">;
type Result = "accepted" | "duplicate" | ReportRefusal;

/** Most applications that are read at once. */
const READ_TOGETHER = 50;

/**
 * Counts what has happened already, so no limit refuses it, and neither does a suspension. Transactions are judged one by one: a bad one does
 * not lose the others. What has an id is counted once; under an `Idempotency-Key` everything is.
 */
export async function reportUsage(parts: ServiceManagementParts, request: Request): Promise<Answer | Refusal> {
  if (!isOwnService(request, request.path.serviceId)) return refuse("not_found");
  return runIdempotently({
    table: parts.telemetry,
    request,
    run: (once) => report(parts, request, once),
    replay: async ({ resourceId }) => answer(parseResults(resourceId)),
  });
}

async function report(
  parts: ServiceManagementParts,
  request: Request,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { telemetry } = parts;
  const { principal, path, nowEpochMs, requestId } = request;
  const { results, usages } = await judge(parts, request, once);
  const place = { workspaceId: principal.workspaceId, serviceId: path.serviceId, nowEpochMs, requestId };
  const duplicates = await countReported(telemetry, place, usages);
  for (const usage of usages) results[usage.index] = duplicates.has(usage) ? "duplicate" : "accepted";
  // Everything is counted by now: the record only lets a retry have the same answer.
  const claim = once.claim({ resourceId: formatResults(results) });
  if (claim.length > 0 && !(await transact(telemetry.client, claim)).written) return REPEATED;
  return answer(results);
}

interface IndexedUsage extends ReportedUsage {
  readonly index: number;
}

/** What is to be counted, and the results of all others. */
async function judge(parts: ServiceManagementParts, request: Request, { hasKey }: Once) {
  const { body, path, nowEpochMs } = request;
  const transactions = body.transactions.map((candidate) => usageTransaction.safeParse(candidate).data);
  const applications = await readApplications(parts, request, transactions);
  const batch = hasKey ? digestBatch(request) : undefined;
  const ids = new Set<string>();
  const usages: IndexedUsage[] = [];
  const results = transactions.map((transaction, index): Result => {
    if (transaction === undefined) return "invalid_transaction";
    const { occurredAt, usage } = transaction;
    const occurredAtEpochMs = occurredAt === undefined ? nowEpochMs : Date.parse(occurredAt);
    const refusal = findReportRefusal(occurredAtEpochMs, nowEpochMs);
    if (refusal !== undefined) return refusal;
    const stored = applications.get(applicationIdIn(transaction) ?? "");
    const application = matchApplication(stored, transaction, path.serviceId, nowEpochMs);
    if (application === undefined) return "application_unknown";
    const id = transaction.id ?? (batch === undefined ? undefined : `#${batch}#${index}`);
    if (id !== undefined && ids.has(id)) return "duplicate";
    if (id !== undefined) ids.add(id);
    const windows = countedWindowsAt(application.limits, occurredAtEpochMs, nowEpochMs);
    usages.push({ index, id, applicationId: application.id, hits: usage.hits, windows, occurredAtEpochMs });
    return "accepted";
  });
  return { results, usages };
}

/** The applications that are named, each read once. */
async function readApplications(
  { directory }: ServiceManagementParts,
  { principal }: Request,
  names: readonly (ApplicationName | undefined)[],
): Promise<ReadonlyMap<string, StoredApplication | undefined>> {
  const ids = [...new Set(names.flatMap((name) => (name === undefined ? [] : (applicationIdIn(name) ?? []))))];
  const applications = new Map<string, StoredApplication | undefined>();
  for (let start = 0; start < ids.length; start += READ_TOGETHER) {
    const group = ids.slice(start, start + READ_TOGETHER);
    const found = await Promise.all(group.map((id) => readApplication(directory, principal.workspaceId, id)));
    for (const [index, id] of group.entries()) applications.set(id, found[index]);
  }
  return applications;
}

/** Stands for the request: another one under the same key is not taken for a repetition of it. */
function digestBatch({ principal, path, body, headers }: Request): string {
  return digestRequest(principal.id, headers["idempotency-key"], path, body);
}

const LETTERS = {
  accepted: "a",
  duplicate: "d",
  invalid_transaction: "i",
  application_unknown: "u",
  too_old: "o",
  in_the_future: "f",
} as const satisfies Record<Result, string>;
const RESULTS = new Map(Object.entries(LETTERS).map(([result, letter]) => [letter as string, result as Result]));

/** One letter for each transaction: what a retry must be told. */
function formatResults(results: readonly Result[]): string {
  return results.map((result) => LETTERS[result]).join("");
}

function parseResults(text: string): Result[] {
  return [...text].map((letter) => {
    const result = RESULTS.get(letter);
    if (result === undefined) throw new TypeError("a stored report has an unknown result");
    return result;
  });
}

function answer(results: readonly Result[]): Answer {
  const described = results.map(describe);
  const countOf = (wanted: string) => described.filter(({ status }) => status === wanted).length;
  const body: ResponseOf<"reportUsage"> = {
    accepted: countOf("accepted"),
    duplicates: countOf("duplicate"),
    refused: countOf("refused"),
    results: described,
  };
  return { status: 200, body };
}

function describe(result: Result): ResponseOf<"reportUsage">["results"][number] {
  return result === "accepted" || result === "duplicate"
    ? { status: result, code: null }
    : { status: "refused", code: result };
}
