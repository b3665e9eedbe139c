import type { ChangedTokens, ChangeTokens } from "../../../../sdk/src/generated/types.ts";

/** What becomes of the tokens of whoever is removed. */
export type TokenPlan = { readonly action: "revoke" } | { readonly action: "reassign"; readonly accountName: string };

export interface OwnerReference {
  readonly type: "member" | "service_account";
  readonly id: string;
}

export interface ChangedSoFar {
  readonly done: number;
  /** Tokens that were refused or failed, with the code of the last try. */
  readonly refused: ReadonlyMap<string, string>;
}

/**
 * Changes all tokens of an owner, a hundred with each request, until none is left or a request gets nothing done. What was refused once and done
 * later counts as done.
 */
export async function changeOwnedTokens(
  changeMany: (body: ChangeTokens) => Promise<ChangedTokens>,
  owner: OwnerReference,
  plan: TokenPlan,
  onProgress: (soFar: ChangedSoFar) => void,
): Promise<ChangedSoFar> {
  const body: ChangeTokens =
    plan.action === "revoke"
      ? { action: "revoke", owner }
      : { action: "reassign", owner, newOwner: { type: "service_account", id: plan.accountName } };
  const done = new Set<string>();
  const refused = new Map<string, string>();
  for (let goesOn = true; goesOn; ) {
    const before = done.size;
    const { results, hasMore } = await changeMany(body);
    for (const { tokenId, status, code } of results) {
      if (status === "done") {
        done.add(tokenId);
        refused.delete(tokenId);
      } else if (status !== "not_reached" && !done.has(tokenId)) refused.set(tokenId, code ?? status);
    }
    onProgress({ done: done.size, refused: new Map(refused) });
    goesOn = hasMore && done.size > before;
  }
  return { done: done.size, refused };
}

/** A token that stands in the way of a removal. */
export interface OwnedToken {
  readonly id: string;
  readonly label: string;
}

/** The tokens that a refusal names, by the codes and pointers of its fields. */
export function ownedTokensOf(
  errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[],
): readonly OwnedToken[] {
  return errors
    .filter(({ code }) => code === "owned_token")
    .map(({ pointer, message }) => ({ id: pointer.slice("/tokens/".length), label: message }));
}
