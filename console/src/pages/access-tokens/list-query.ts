import { TOKEN_KINDS } from "../../../../functions/domain/rights.ts";
import { TOKEN_STATUSES } from "../../../../functions/domain/token-record.ts";
import type { ListTokensQuery } from "../../../../sdk/src/generated/types.ts";

/** What the address says about the list: search, filters, order and page. Every part is a text; empty means none. */
export const LIST_ADDRESS = {
  text: "",
  kind: "",
  status: "",
  ownerType: "",
  ownerId: "",
  show: "",
  sort: "",
  cursor: "",
} as const;
export type ListAddress = Readonly<Record<keyof typeof LIST_ADDRESS, string>>;

/** Tokens that somebody should look at. */
export const WATCHES = {
  expiring: { label: "Expiring within 30 days", query: { expiresWithinDays: 30 } },
  unused30: { label: "Unused for 30 days", query: { unusedForDays: 30 } },
  unused: { label: "Unused for 90 days", query: { unusedForDays: 90 } },
} as const;
export type Watch = keyof typeof WATCHES;

const SORTS = ["createdAt", "-createdAt", "expiresAt", "-expiresAt"] as const;
type Sort = (typeof SORTS)[number];

/** The request for a page. What does not go together, or is not known, is left out: an address can be written by hand. */
export function toListQuery(address: ListAddress, limit: number): ListTokensQuery {
  const { text, ownerId, cursor } = address;
  const kind = TOKEN_KINDS.find((candidate) => candidate === address.kind);
  const status = TOKEN_STATUSES.find((candidate) => candidate === address.status);
  const ownerType = OWNER_TYPES.find((candidate) => candidate === address.ownerType);
  const watch = watchOf(address);
  const sort = SORTS.find((candidate) => candidate === address.sort);
  return {
    limit,
    ...(text !== "" && { text: text.slice(0, TEXT_LENGTH_MAX) }),
    ...(kind !== undefined && { kind }),
    ...(status !== undefined && { status }),
    ...(ownerType !== undefined && ownerId !== "" && { ownerType, ownerId }),
    ...(watch !== undefined && WATCHES[watch].query),
    ...(sort !== undefined && isSortPossible(address, sort) && { sort }),
    ...(cursor !== "" && { cursor }),
  };
}

/** The order that the list is in. Undefined: by the last use. */
export function sortOf(address: ListAddress): Sort | undefined {
  const sort = SORTS.find((candidate) => candidate === address.sort);
  if (sort !== undefined && isSortPossible(address, sort)) return sort;
  const watch = watchOf(address);
  if (watch === "expiring") return "expiresAt";
  if (watch !== undefined) return address.status === "expired" ? "-expiresAt" : undefined;
  return address.status === "expired" ? "-expiresAt" : "-createdAt";
}

/** Whether the list can be sorted by when tokens were made: what expires is sorted by that, what is unused by its last use. */
export function isByCreation(address: ListAddress): boolean {
  return watchOf(address) === undefined && address.status !== "expired";
}

/** Other filters, on the first page. Filters that cannot go with the new ones end. */
export function changeFilters(address: ListAddress, changes: Partial<ListAddress>): Partial<ListAddress> {
  const next = { ...address, ...changes };
  // What was chosen last counts.
  if (watchOf(next) === undefined && next.show !== "") {
    return { ...changes, cursor: "", ...(changes.show ? { status: "" } : { show: "" }) };
  }
  return { ...changes, cursor: "" };
}

/** Whether some filter leaves tokens out. */
export function isFiltered({ text, kind, status, ownerId, show }: ListAddress): boolean {
  return [text, kind, status, ownerId, show].some((value) => value !== "");
}

/** Undefined as well when it cannot go with the status: what is revoked or expired does not end any more. */
function watchOf({ show, status }: ListAddress): Watch | undefined {
  const watch = Object.keys(WATCHES).find((name): name is Watch => name === show);
  if (watch === undefined || status === "revoked") return undefined;
  return watch === "expiring" && status === "expired" ? undefined : watch;
}

function isSortPossible(address: ListAddress, sort: Sort): boolean {
  const isByExpiry = sort === "expiresAt" || sort === "-expiresAt";
  return isByExpiry ? address.status !== "revoked" : isByCreation(address);
}

const OWNER_TYPES = ["member", "service_account", "service"] as const;
/** Of a search. */
const TEXT_LENGTH_MAX = 120;
