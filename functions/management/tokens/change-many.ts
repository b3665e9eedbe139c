import type { ResponseOf } from "../../../contract/api.ts";
import type { ErrorCode } from "../../../contract/errors.ts";
import type { FieldCode } from "../../../contract/field-codes.ts";
import { TOKEN_OPERATIONS } from "../../../contract/operations/tokens.ts";
import { BULK_TOKENS_MAX } from "../../../contract/schemas/tokens.ts";
import { isRoleAtLeast } from "../../domain/rights.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { LIVING_STATES, listTokens } from "../../store/token-lists.ts";
import { readToken } from "../../store/tokens.ts";
import type { TokenParts } from "./parts.ts";
import { reassignToken } from "./reassign-token.ts";
import { disableToken, enableToken, revokeToken } from "./stop-token.ts";

type Request = AuthorizedRequest<"changeTokens">;
type Action = Request["body"]["action"];
type ItemResult = ResponseOf<"changeTokens">["results"][number];

/** No item is begun after this time, so that the answer is given before the function's own time (10 s) is over. */
const BEGIN_MS_MAX = 5_000;
/** Items that are under way at once. Revoking and reassigning move the count of an owner, mostly the same one: two at once would collide. */
const CONCURRENT_MAX = { disable: 4, enable: 4, revoke: 1, reassign: 1 } as const satisfies Record<Action, number>;

const OPERATION_OF = {
  disable: "disableToken",
  enable: "enableToken",
  revoke: "revokeToken",
  reassign: "reassignToken",
} as const satisfies Record<Action, string>;

/** The stored states that an action changes. */
const STATES_OF = {
  disable: ["active"],
  enable: ["disabled"],
  revoke: LIVING_STATES,
  reassign: LIVING_STATES,
} as const satisfies Record<Action, readonly string[]>;

/**
 * One action on many tokens. Each is the single operation, with its rules, its transaction and its audit event; what is refused for one
 * stops none of the others. Sending the request again does what is left.
 */
export async function changeTokens(parts: TokenParts, request: Request): Promise<Answer | Refusal> {
  const { principal, body, nowEpochMs } = request;
  const misfits = findMisfits(body);
  if (misfits.length > 0) return refuse("invalid_body", { errors: misfits });
  const { minimumRole } = TOKEN_OPERATIONS[OPERATION_OF[body.action]];
  if (principal.role === undefined || !isRoleAtLeast(principal.role, minimumRole)) return refuse("role_too_low");

  const { tokenIds, hasMore } = await selectTokens(parts, request);
  const results: ItemResult[] = tokenIds.map((tokenId) => ({ tokenId, status: "not_reached", code: null }));
  const waiting = results.keys();
  const work = async () => {
    for (const position of waiting) {
      if (parts.now() - nowEpochMs > BEGIN_MS_MAX) return;
      const tokenId = tokenIds[position];
      if (tokenId !== undefined) results[position] = await changeOne(parts, request, tokenId);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_MAX[body.action] }, work));
  const isLeft = body.owner !== undefined && results.some(({ status }) => status === "not_reached");
  return { status: 200, body: { results, hasMore: hasMore || isLeft } };
}

/** The named ones, each once, or the next ones of the owner. */
async function selectTokens(
  { directory }: TokenParts,
  { principal, body, nowEpochMs }: Request,
): Promise<{ readonly tokenIds: readonly string[]; readonly hasMore: boolean }> {
  if (body.tokenIds !== undefined) return { tokenIds: [...new Set(body.tokenIds)], hasMore: false };
  const page = await listTokens(directory, {
    workspaceId: principal.workspaceId,
    filter: { owner: body.owner, states: STATES_OF[body.action] },
    descending: false,
    limit: BULK_TOKENS_MAX,
    cursor: undefined,
    nowEpochMs,
  });
  if (page === undefined) throw new Error("a list without a cursor was refused");
  return { tokenIds: page.items.map(({ id }) => id), hasMore: page.nextCursor !== null };
}

async function changeOne(parts: TokenParts, request: Request, tokenId: string): Promise<ItemResult> {
  try {
    const outcome = await run(parts, request, tokenId);
    return isRefusal(outcome) ? report(tokenId, "refused", outcome.refusal) : report(tokenId, "done", null);
  } catch (error) {
    // The others must not suffer, and those that are done must be known: the fault is in the log, as that of a single operation is.
    const { name, message } = error instanceof Error ? error : new Error("unknown");
    request.logger.error("fault", { tokenId, errorName: name, errorMessage: message });
    return report(tokenId, "failed", "internal_error");
  }
}

async function run(parts: TokenParts, request: Request, tokenId: string): Promise<Answer | Refusal> {
  const { action, newOwner } = request.body;
  if (await hasLeft(parts, request, tokenId)) return refuse("changed_meanwhile");
  const single = { ...request, path: { tokenId }, query: {} };
  switch (action) {
    case "disable":
      return disableToken(parts, { ...single, operation: "disableToken", body: {} });
    case "enable":
      return enableToken(parts, { ...single, operation: "enableToken", body: {} });
    case "revoke":
      return revokeToken(parts, { ...single, operation: "revokeToken", body: {} });
    case "reassign":
      if (newOwner === undefined) throw new Error("nobody was named to reassign to");
      return reassignToken(parts, { ...single, operation: "reassignToken", body: { owner: newOwner } });
  }
}

/** The list that an owner's tokens come from is a moment old: a token that has another owner by now is not meant. */
async function hasLeft(parts: TokenParts, { principal, body }: Request, tokenId: string): Promise<boolean> {
  const { owner } = body;
  if (owner === undefined) return false;
  const token = await readToken(parts.directory, principal.workspaceId, tokenId);
  return token !== undefined && (token.ownerType !== owner.type || token.ownerId !== owner.id);
}

function report(tokenId: string, status: ItemResult["status"], code: ErrorCode | null): ItemResult {
  return { tokenId, status, code };
}

function findMisfits({ action, tokenIds, owner, newOwner }: Request["body"]) {
  const misfit = (pointer: string, code: FieldCode, message: string) => ({ pointer, code, message });
  return [
    ...(tokenIds === undefined && owner === undefined
      ? [misfit("/tokenIds", "required", "Name the tokens, or the owner whose tokens are meant.")]
      : []),
    ...(tokenIds !== undefined && owner !== undefined
      ? [misfit("/owner", "not_with_token_ids", "Give either tokenIds or owner.")]
      : []),
    ...(action === "reassign" && newOwner === undefined
      ? [misfit("/newOwner", "required", "Name the service account that gets the tokens.")]
      : []),
    ...(action !== "reassign" && newOwner !== undefined
      ? [misfit("/newOwner", "not_for_this_action", "Only reassigning takes a new owner.")]
      : []),
  ];
}
