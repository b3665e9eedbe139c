import { DAY_MS } from "../domain/expiry.ts";
import { isServicePermitted, type ServiceGrant, TOKEN_KINDS, type TokenKind } from "../domain/rights.ts";
import {
  type OwnerReference,
  type OwnerType,
  TOKEN_STATES,
  type TokenState,
  type TokenStatus,
} from "../domain/token-record.ts";
import { expiringTokens, tokensOfOwner, tokensOfState, tokensOfWorkspace } from "./keys.ts";
import {
  BY_EXPIRY,
  BY_IDLE,
  BY_OWNER,
  BY_STATE,
  BY_WORKSPACE,
  type Listed,
  listMerged,
  type MergedListOptions,
} from "./list.ts";
import type { SortKeyRange, Table } from "./table.ts";
import { type StoredToken, storedStatusOf } from "./tokens.ts";

/** Whatever is not revoked. */
export const LIVING_STATES = ["active", "disabled"] as const satisfies readonly TokenState[];

/** By expiry, tokens without one are left out; by expiry and by last use, revoked ones are. */
export type TokenOrder = "created" | "expiry" | "idle";

export interface TokenFilter {
  readonly kind?: TokenKind | undefined;
  readonly status?: TokenStatus | undefined;
  /** Stored states, for who does not care about the clock. */
  readonly states?: readonly TokenState[] | undefined;
  readonly owner?: OwnerReference | undefined;
  /** Lower case. */
  readonly text?: string | undefined;
  readonly expiresWithinDays?: number | undefined;
  readonly unusedForDays?: number | undefined;
}

export interface TokenListOptions {
  readonly workspaceId: string;
  readonly filter: TokenFilter;
  /** Default: when they were created. */
  readonly order?: TokenOrder;
  readonly descending: boolean;
  /** Tokens of other services are not shown. Default: all. */
  readonly services?: ServiceGrant;
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly nowEpochMs: number;
}

/**
 * One page of the workspace's tokens. Its cost does not depend on how many there are: kind, status and owner are partitions of an index,
 * read with one Query each, expiry and last use are ranges of one; what no index serves is looked for in a bounded part of the list.
 */
export async function listTokens(
  directory: Table,
  options: TokenListOptions,
): Promise<Listed<StoredToken> | undefined> {
  const { filter, order = "created", descending, services = "all", limit, cursor } = options;
  const list = JSON.stringify(["tokens", filter, order, descending, services]);
  const plan = planOf(options);
  return listMerged<StoredToken>(directory, {
    list,
    ...plan,
    descending,
    limit,
    cursor,
    accepts: isServedByIndex(options) ? undefined : (token) => isAccepted(token, options),
  });
}

type Plan = Pick<MergedListOptions<StoredToken>, "index" | "partitions" | "range">;

function planOf({ workspaceId, filter, order = "created", nowEpochMs }: TokenListOptions): Plan {
  switch (order) {
    case "expiry":
      return { index: BY_EXPIRY, partitions: [expiringTokens(workspaceId)], range: expiryRange(filter, nowEpochMs) };
    case "idle": {
      const to = instantOf(nowEpochMs - (filter.unusedForDays ?? 0) * DAY_MS);
      return { index: BY_IDLE, partitions: [tokensOfWorkspace(workspaceId)], range: { from: FIRST, to: atEndOf(to) } };
    }
    case "created":
      return planByCreation(workspaceId, filter);
  }
}

function planByCreation(
  workspaceId: string,
  { kind, status, states: wanted = TOKEN_STATES, owner }: TokenFilter,
): Plan {
  const states = (status === undefined ? TOKEN_STATES : STATES_OF_STATUS[status]).filter((state) =>
    wanted.includes(state),
  );
  if (owner !== undefined) {
    const kinds = KINDS_OF_OWNER[owner.type].filter((candidate) => kind === undefined || candidate === kind);
    return {
      index: BY_OWNER,
      partitions: pairs(kinds, states, (...pair) => tokensOfOwner(workspaceId, owner, ...pair)),
    };
  }
  if (kind === undefined && states.length === TOKEN_STATES.length) {
    return { index: BY_WORKSPACE, partitions: [tokensOfWorkspace(workspaceId)] };
  }
  const kinds = kind === undefined ? TOKEN_KINDS : [kind];
  return { index: BY_STATE, partitions: pairs(kinds, states, (...pair) => tokensOfState(workspaceId, ...pair)) };
}

/** What has expired is derived from the clock: its stored state is still `active`. */
const STATES_OF_STATUS: Readonly<Record<TokenStatus, readonly TokenState[]>> = {
  active: ["active"],
  expired: ["active"],
  disabled: ["disabled"],
  revoked: ["revoked"],
};
const KINDS_OF_OWNER: Readonly<Record<OwnerType, readonly TokenKind[]>> = {
  member: ["private"],
  service_account: ["public", "private"],
  service: ["service"],
};

function pairs<Name>(
  kinds: readonly TokenKind[],
  states: readonly TokenState[],
  name: (kind: TokenKind, state: TokenState) => Name,
): Name[] {
  return kinds.flatMap((kind) => states.map((state) => name(kind, state)));
}

const FIRST = "0";
const LAST = "9999";

/** What has expired ends before now, what expires soon after now. */
function expiryRange({ status, expiresWithinDays }: TokenFilter, nowEpochMs: number): SortKeyRange {
  const now = instantOf(nowEpochMs);
  if (expiresWithinDays !== undefined) {
    return { from: atEndOf(now), to: atEndOf(instantOf(nowEpochMs + expiresWithinDays * DAY_MS)) };
  }
  return { from: FIRST, to: atEndOf(status === "expired" ? now : LAST) };
}

function instantOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** Behind every place of this instant. */
function atEndOf(instant: string): string {
  return `${instant}#~`;
}

/** Whether the index alone gives exactly what is asked for. */
function isServedByIndex({ filter, order = "created", services = "all" }: TokenListOptions): boolean {
  const { text, status, kind, owner, expiresWithinDays, unusedForDays } = filter;
  const mayHoldServiceTokens =
    owner === undefined ? kind === undefined || kind === "service" : owner.type === "service";
  return (
    order === "created" &&
    text === undefined &&
    expiresWithinDays === undefined &&
    unusedForDays === undefined &&
    status !== "active" &&
    status !== "expired" &&
    (services === "all" || !mayHoldServiceTokens)
  );
}

function isAccepted(token: StoredToken, { filter, order, services = "all", nowEpochMs }: TokenListOptions): boolean {
  const { kind, status, states, owner, text, expiresWithinDays, unusedForDays } = filter;
  if (token.kind === "service" && !isServicePermitted(services, token.ownerId)) return false;
  if (kind !== undefined && token.kind !== kind) return false;
  if (status !== undefined && storedStatusOf(token, nowEpochMs) !== status) return false;
  if (states !== undefined && !states.includes(token.state)) return false;
  // A use that was noted while the token was being revoked puts it back among those that are listed by their last use.
  if (order !== "created" && token.state === "revoked") return false;
  if (owner !== undefined && (token.ownerType !== owner.type || token.ownerId !== owner.id)) return false;
  if (expiresWithinDays !== undefined && !isWithin(token.expiresAt, nowEpochMs, expiresWithinDays)) return false;
  if (unusedForDays !== undefined) {
    const idleSince = Date.parse(token.lastUsedAt ?? token.createdAt);
    if (idleSince > nowEpochMs - unusedForDays * DAY_MS) return false;
  }
  if (text === undefined) return true;
  return [token.label, token.note ?? "", token.ownerName, token.id].some((field) => field.toLowerCase().includes(text));
}

function isWithin(expiresAt: string | undefined, nowEpochMs: number, days: number): boolean {
  if (expiresAt === undefined) return false;
  const expiresAtEpochMs = Date.parse(expiresAt);
  return expiresAtEpochMs > nowEpochMs && expiresAtEpochMs <= nowEpochMs + days * DAY_MS;
}
