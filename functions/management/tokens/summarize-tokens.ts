import type { ResponseOf } from "../../../contract/api.ts";
import { SUMMARY_COUNT_MAX } from "../../../contract/schemas/token-summary.ts";
import { EXPIRES_SOON_DAYS, UNUSED_DAYS } from "../../domain/expiry.ts";
import type { Answer } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { listTokens, type TokenFilter, type TokenOrder } from "../../store/token-lists.ts";
import type { TokenParts } from "./parts.ts";

/** Each count is one page of the list with the same filter, in the order that serves it: five bounded queries, however many tokens there are. */
export async function summarizeTokens(
  { directory }: TokenParts,
  { principal, nowEpochMs }: AuthorizedRequest<"summarizeTokens">,
): Promise<Answer> {
  const count = async (filter: TokenFilter, order: TokenOrder) => {
    const page = await listTokens(directory, {
      workspaceId: principal.workspaceId,
      filter,
      order,
      descending: order === "created",
      services: principal.services,
      limit: SUMMARY_COUNT_MAX,
      cursor: undefined,
      nowEpochMs,
    });
    return { count: page?.items.length ?? 0, isMore: page?.nextCursor != null };
  };
  const [active, expiringSoon, expired, disabled, unused] = await Promise.all([
    count({ status: "active" }, "created"),
    count({ expiresWithinDays: EXPIRES_SOON_DAYS }, "expiry"),
    count({ status: "expired" }, "expiry"),
    count({ status: "disabled" }, "created"),
    count({ unusedForDays: UNUSED_DAYS }, "idle"),
  ]);
  const body: ResponseOf<"summarizeTokens"> = { active, expiringSoon, expired, disabled, unused };
  return { status: 200, body };
}
