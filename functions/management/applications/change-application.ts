import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { ApplicationState } from "../../domain/application.ts";
import { digestToken, formatDigest } from "../../domain/digest.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { type Once, REPEATED, runIdempotently } from "../../http/idempotent.ts";
import { readPermittedApplication } from "../../http/permitted-application.ts";
import {
  type ApplicationChanges,
  removeApplication,
  type StoredApplication,
  updateApplication,
} from "../../store/applications.ts";
import { countApplication } from "../../store/services.ts";
import { createKey, keyAgain } from "./key-value.ts";
import type { ApplicationParts } from "./parts.ts";
import { applicationIdOf, auditableFields, formatApplication } from "./resource.ts";

type Change = AuthorizedRequest<
  "updateApplication" | "suspendApplication" | "resumeApplication" | "rotateApplicationKey"
>;

export async function editApplication(
  parts: ApplicationParts,
  request: AuthorizedRequest<"updateApplication">,
): Promise<Answer | Refusal> {
  const application = await readPermittedApplication(parts.directory, request.principal, request.path.applicationId);
  if (isRefusal(application)) return application;
  const { name, externalId, limits } = request.body;
  const changed = await write(parts, request, application, {
    ...(name !== undefined && { name }),
    ...(externalId !== undefined && { externalId: externalId ?? undefined }),
    ...(limits !== undefined && { limits }),
  });
  return answer(changed, request);
}

export async function setApplicationState(
  parts: ApplicationParts,
  request: AuthorizedRequest<"suspendApplication" | "resumeApplication">,
  state: ApplicationState,
): Promise<Answer | Refusal> {
  const application = await readPermittedApplication(parts.directory, request.principal, request.path.applicationId);
  if (isRefusal(application)) return application;
  if (application.state === state) return answer(application, request);
  return answer(await write(parts, request, application, { state }), request);
}

/** A new key. The old one counts until the grace period ends; a rotation that was still running ends. */
export async function rotateApplicationKey(
  parts: ApplicationParts,
  request: AuthorizedRequest<"rotateApplicationKey">,
): Promise<Answer | Refusal> {
  return runIdempotently({
    table: parts.directory,
    request,
    run: (once) => rotate(parts, request, once),
    replay: async (record) => {
      const application = await readPermittedApplication(parts.directory, request.principal, record.resourceId);
      if (isRefusal(application)) return application;
      return answerKey(application, request, keyAgain(request, record, application));
    },
  });
}

async function rotate(
  parts: ApplicationParts,
  request: AuthorizedRequest<"rotateApplicationKey">,
  once: Once,
): Promise<Answer | Refusal | typeof REPEATED> {
  const { path, body, nowEpochMs } = request;
  const application = await readPermittedApplication(parts.directory, request.principal, path.applicationId);
  if (isRefusal(application)) return application;
  const { key, nonce } = createKey(parts, request, once, applicationIdOf(application));
  const hasGrace = body.graceSeconds > 0;
  const changes = {
    digest: formatDigest(digestToken(key)),
    previousDigest: hasGrace ? application.digest : undefined,
    previousValidUntil: hasGrace ? new Date(nowEpochMs + body.graceSeconds * 1000).toISOString() : undefined,
  };
  const claim = once.claim({ resourceId: application.id, nonce });
  const changed = await write(parts, request, application, changes, claim);
  if (changed === REPEATED || isRefusal(changed)) return changed;
  return answerKey(changed, request, key);
}

/** @param claim makes the change happen once; when it fails, the request is repeated */
async function write(
  parts: ApplicationParts,
  request: Change,
  application: StoredApplication,
  changes: ApplicationChanges,
  claim: readonly TransactWriteItem[] = [],
): Promise<StoredApplication | Refusal | typeof REPEATED> {
  const stamped = { ...changes, updatedAt: new Date(request.nowEpochMs).toISOString() };
  const before = Object.entries(auditableFields(application)).filter(([name]) => name in changes);
  const change = {
    target: { type: "application", id: application.id },
    before: Object.fromEntries(before),
    after: auditableFields(changes),
  };
  const writes = [updateApplication(parts.directory, application, stamped), ...claim];
  const outcome = await commit(parts, request, change, writes);
  if (outcome.written) return { ...application, ...stamped, revision: application.revision + 1 };
  return outcome.failed.includes(1) ? REPEATED : refuse("changed_meanwhile");
}

/** Its key stops working at once. What has been counted stays. */
export async function deleteApplication(
  parts: ApplicationParts,
  request: AuthorizedRequest<"deleteApplication">,
): Promise<Answer | Refusal> {
  const { directory } = parts;
  const application = await readPermittedApplication(parts.directory, request.principal, request.path.applicationId);
  if (isRefusal(application)) return application;
  const { id, workspaceId, serviceId } = application;
  const change = { target: { type: "application", id }, before: auditableFields(application) };
  const outcome = await commit(parts, request, change, [
    removeApplication(directory, application),
    countApplication(directory, workspaceId, serviceId, -1),
  ]);
  return outcome.written ? { status: 204 } : refuse("changed_meanwhile");
}

function answer(changed: StoredApplication | Refusal | typeof REPEATED, { nowEpochMs }: Change): Answer | Refusal {
  if (changed === REPEATED) throw new Error("a write that was not asked for failed");
  return isRefusal(changed) ? changed : { status: 200, body: formatApplication(changed, nowEpochMs) };
}

function answerKey(application: StoredApplication, { nowEpochMs }: Change, key: string | undefined): Answer {
  return { status: 200, body: { ...formatApplication(application, nowEpochMs), key: key ?? null } };
}
