import type { ResponseOf } from "../../../contract/api.ts";
import { DENY_REASON_HELP } from "../../../contract/deny-reasons.ts";
import { ERROR_HELP } from "../../../contract/error-help.ts";
import { ERRORS } from "../../../contract/errors.ts";
import { OPERATIONS, type Operation } from "../../../contract/operations.ts";
import type { TokenJudgment } from "../../domain/checks.ts";
import { isPermitted } from "../../domain/decide.ts";
import { type CheckName, type ExplainedReason, explainJudgment } from "../../domain/explain.ts";
import { readOrigin } from "../../domain/origin.ts";
import { isRoleAtLeast } from "../../domain/rights.ts";
import { parseTokenId } from "../../domain/token.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { isVisible, type TokenCheckParts } from "./parts.ts";
import { formatRights } from "./verify.ts";

type Explanation = ResponseOf<"explainToken">;
type Note = Explanation["notes"][number];

/** What each check says when it is passed. */
const PASSED: Readonly<Record<CheckName, string>> = {
  state: "The token is neither disabled, expired nor revoked.",
  lifetime: "Its secret is not older than the workspace allows.",
  owner: "Its owner exists and is active.",
  kind: "The operation takes tokens of this kind.",
  permission: "The token holds what the operation needs, and so does its owner.",
  address: "The token may be used from this address.",
  origin: "The token may be used on this page.",
  services: "The operation is not about services, or the token may see one.",
};

/**
 * Judges a request that is only described, by the checks that the authorizer makes, as if the token's right secret had come with it. A token
 * may explain itself; any other is explained to whoever may read it.
 */
export async function explainToken(
  { readSubject }: TokenCheckParts,
  { principal, body, nowEpochMs }: AuthorizedRequest<"explainToken">,
): Promise<Answer | Refusal> {
  const id = parseTokenId(body.tokenId);
  const isAllowed = body.tokenId === principal.id || isPermitted(principal, OPERATIONS.getToken);
  const subject = id !== undefined && isAllowed ? await readSubject(id) : undefined;
  if (subject === undefined || !isVisible(subject, principal)) return refuse("not_found");

  const operation: Operation = OPERATIONS[body.operation];
  const judgment: TokenJudgment = {
    subject,
    operation,
    origin: readOrigin(body.origin),
    address: body.address,
    nowEpochMs: body.at === undefined ? nowEpochMs : Date.parse(body.at),
  };
  const outcomes = explainJudgment(judgment, operation);
  const reason = outcomes.find((outcome) => outcome.reason !== null)?.reason ?? null;
  const explanation: Explanation = {
    ...describeDecision(reason),
    checks: outcomes.map((outcome) => ({
      name: outcome.name,
      outcome: outcome.reason === null ? "passed" : "refused",
      reason: outcome.reason,
      message: outcome.reason === null ? PASSED[outcome.name] : helpOn(outcome.reason).message,
    })),
    needs: {
      credentials: [...operation.credentials],
      scope: operation.capability ?? (operation.api === undefined ? null : `${operation.api}:${operation.effect}`),
      role: operation.minimumRole ?? null,
      effect: operation.effect,
    },
    rights: formatRights(subject.rights),
    notes: findNotes(judgment, operation),
  };
  return { status: 200, body: explanation };
}

function describeDecision(
  reason: ExplainedReason | null,
): Pick<Explanation, "decision" | "reason" | "message" | "fix" | "docs"> {
  if (reason === null)
    return { decision: "allow", reason, message: "The request would be allowed.", fix: null, docs: null };
  return { decision: "deny", reason, ...helpOn(reason), docs: `/docs/errors/${reason}` };
}

function helpOn(reason: ExplainedReason): { readonly message: string; readonly fix: string } {
  if (reason !== "no_service_access") return DENY_REASON_HELP[reason];
  return { message: `${ERRORS.no_service_access.title}.`, fix: ERROR_HELP.no_service_access };
}

/** What refuses nothing by itself here, and is good to know. */
function findNotes({ subject, origin, nowEpochMs }: TokenJudgment, operation: Operation): Note[] {
  const { token, rights } = subject;
  const notes: Note[] = [];
  if (token.trial !== undefined && nowEpochMs < token.trial.endsAtEpochMs && origin.origin !== undefined) {
    notes.push(
      token.trial.origins.matches(origin.origin)
        ? { code: "trial_allows", message: "The list of domains on trial allows this origin too." }
        : {
            code: "trial_would_refuse",
            message:
              "The list of domains on trial would refuse this origin. Until it counts, the refusal is recorded only.",
          },
    );
  }
  if (token.limits !== undefined) {
    const limits = Object.entries(token.limits).filter(([, limit]) => limit !== undefined);
    const text = limits.map(([name, limit]) => `${name} ${limit}`).join(", ");
    notes.push({ code: "limited", message: `The token has limits, which may be used up: ${text}.` });
  }
  const forOthers = operation.minimumRoleForOthers;
  if (forOthers !== undefined && (rights.role === undefined || !isRoleAtLeast(rights.role, forOthers))) {
    notes.push({
      code: "role_for_others",
      message: `On a token that it neither created nor is, the operation takes the role ${forOthers}.`,
    });
  }
  return notes;
}
