import type { ResponseOf } from "../../../contract/api.ts";
import { DENY_REASON_HELP } from "../../../contract/deny-reasons.ts";
import { EMBED_OPERATIONS } from "../../../contract/operations/embed.ts";
import { type Decision, decideToken, deny, judgeToken } from "../../domain/decide.ts";
import { parseEmbedId } from "../../domain/embed-id.ts";
import { type OriginReading, readOrigin } from "../../domain/origin.ts";
import { parseToken } from "../../domain/token.ts";
import type { TokenSubject } from "../../domain/token-record.ts";
import type { Answer } from "../../http/answer.ts";
import type { ApiRequest } from "../../http/create-handler.ts";
import { readConfigurator } from "../../store/configurators.ts";
import type { ReadEmbed } from "../../store/embed-reader.ts";
import type { Table } from "../../store/table.ts";
import type { ReadSubject } from "../../store/token-reader.ts";

export interface DiagnoseParts {
  readonly catalogue: Table;
  readonly readSubject: ReadSubject;
  readonly readEmbed: ReadEmbed;
}

type Diagnosis = ResponseOf<"diagnoseToken">;
interface Judged {
  readonly decision: Decision;
  readonly subject?: TokenSubject | undefined;
}

const CONFIGURATOR_ID = /^cfg_[0-9A-Za-z]{12}$/;
const NOT_FOUND = {
  message: "The token is accepted on this page, but its workspace has published no configurator with this id.",
  fix: "Check the configurator's id, and publish the configurator: a draft cannot be loaded.",
};

/**
 * Says to a page which rule refuses its public token, by the authorizer's own decision for the page's own origin, and whether the configurator
 * is there. It is open, because whoever asks has been refused; it tells nothing that the holder could not find out by trying to load.
 */
export async function diagnose(
  parts: DiagnoseParts,
  { body, headers, nowEpochMs }: ApiRequest<"diagnoseToken">,
): Promise<Answer> {
  const origin = readOrigin(headers.origin);
  const { decision, subject } = await judge(parts, body.token, origin, nowEpochMs);
  if (!decision.allowed) {
    const { reason } = decision;
    return answer({ decision: "deny", reason, ...DENY_REASON_HELP[reason], docs: pageOf(reason), trial: null });
  }
  const trial = subject === undefined ? null : findTrial(subject, origin, nowEpochMs);
  const { configuratorId } = body;
  if (configuratorId !== undefined && !(await isPublished(parts, decision.principal.workspaceId, configuratorId)))
    return answer({ decision: "deny", reason: "not_found", ...NOT_FOUND, docs: pageOf("not_found"), trial });
  const message = "The token is accepted on this page.";
  return answer({ decision: "allow", reason: null, message, fix: null, docs: null, trial });
}

async function judge(
  { readSubject, readEmbed }: DiagnoseParts,
  text: string,
  origin: OriginReading,
  nowEpochMs: number,
): Promise<Judged> {
  const request = { operation: EMBED_OPERATIONS.loadConfigurator, origin, address: undefined, nowEpochMs };
  const embedId = parseEmbedId(text);
  if (embedId !== undefined) {
    const embed = await readEmbed(embedId);
    const subject = embed === undefined ? undefined : await readSubject(embed.tokenId);
    const isItsOwn = subject?.token.kind === "public" && subject.token.workspaceId === embed?.workspaceId;
    return isItsOwn ? { decision: judgeToken(subject, request), subject } : { decision: deny("embed_unknown") };
  }
  const credential = parseToken(text);
  if (credential === undefined) return { decision: deny("credential_malformed") };
  if (credential.kind !== "public") return { decision: deny("kind_not_accepted") };
  const subject = await readSubject(credential.id);
  return { decision: decideToken({ ...request, credential, subject }), subject };
}

async function isPublished(
  { catalogue }: DiagnoseParts,
  workspaceId: string,
  configuratorId: string,
): Promise<boolean> {
  if (!CONFIGURATOR_ID.test(configuratorId)) return false;
  // The small item, not the document: nobody counts what is asked here.
  const configurator = await readConfigurator(catalogue, { workspaceId, configuratorId });
  return configurator?.publishedVersion !== undefined;
}

function findTrial(
  { token: { trial } }: TokenSubject,
  { origin }: OriginReading,
  nowEpochMs: number,
): Diagnosis["trial"] {
  if (trial === undefined || origin === undefined || nowEpochMs >= trial.endsAtEpochMs) return null;
  return { endsAt: new Date(trial.endsAtEpochMs).toISOString(), wouldRefuse: !trial.origins.matches(origin) };
}

function pageOf(reason: string): string {
  return `/docs/errors/${reason}`;
}

function answer(body: Diagnosis): Answer {
  return { status: 200, body };
}
