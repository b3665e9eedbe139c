import type { ParsedRequest } from "../../../contract/api.ts";
import type { FieldError } from "../../../contract/errors.ts";
import type { TokenOrder } from "../../store/token-lists.ts";

type Query = Pick<ParsedRequest<"listTokens">["query"], "status" | "expiresWithinDays" | "unusedForDays" | "sort">;
type Sort = NonNullable<Query["sort"]>;

export interface ListOrder {
  readonly order: TokenOrder;
  readonly descending: boolean;
}

/**
 * The order that a query asks for, or the one that its filters have. What ends within some days, or has ended, is a part of the order by
 * expiry, and what is unused a part of the order by last use: another order would have to look at every token.
 */
export function orderOf({ status, expiresWithinDays, unusedForDays, sort }: Query): ListOrder | readonly FieldError[] {
  const isByExpiry = expiresWithinDays !== undefined || status === "expired";
  if (expiresWithinDays !== undefined && (status === "expired" || status === "revoked")) {
    return misfit("expiresWithinDays", `Tokens that are ${status} do not end any more.`);
  }
  if (unusedForDays !== undefined && status === "revoked") {
    return misfit("unusedForDays", "Revoked tokens are not used any more.");
  }
  if (sort === undefined) {
    if (isByExpiry) return { order: "expiry", descending: status === "expired" };
    return unusedForDays === undefined ? { order: "created", descending: true } : { order: "idle", descending: false };
  }
  const { order, descending } = ORDERS[sort];
  if (order === "created" && isByExpiry) return misfit("sort", "These tokens are sorted by expiresAt or -expiresAt.");
  if (order === "created" && unusedForDays !== undefined) {
    return misfit("sort", "Unused tokens are sorted by their last use, or by expiresAt or -expiresAt.");
  }
  if (order === "expiry" && status === "revoked") return misfit("sort", "Revoked tokens are sorted by createdAt only.");
  return { order, descending };
}

const ORDERS = {
  createdAt: { order: "created", descending: false },
  "-createdAt": { order: "created", descending: true },
  expiresAt: { order: "expiry", descending: false },
  "-expiresAt": { order: "expiry", descending: true },
} as const satisfies Record<Sort, ListOrder>;

function misfit(field: string, message: string): readonly FieldError[] {
  return [{ pointer: `/${field}`, code: "not_together", message }];
}
