import { describe, expect, it } from "vitest";
import {
  type ChangedSoFar,
  changeOwnedTokens,
  ownedTokensOf,
} from "../../../console/src/pages/members/change-owned-tokens.ts";
import type { ChangedTokens, ChangeTokens } from "../../../sdk/src/index.ts";

const owner = { type: "member", id: "mem_000000000000" } as const;
const result = (tokenId: string, status: ChangedTokens["results"][number]["status"], code: string | null = null) => ({
  tokenId,
  status,
  code,
});

function answering(answers: readonly ChangedTokens[]) {
  const asked: ChangeTokens[] = [];
  const changeMany = async (body: ChangeTokens): Promise<ChangedTokens> => {
    const answer = answers[asked.length];
    asked.push(body);
    if (answer === undefined) throw new Error("asked too often");
    return answer;
  };
  return { asked, changeMany };
}

describe("changing all tokens of an owner", () => {
  it("goes on until there are no more, and tells how far it is", async () => {
    const { asked, changeMany } = answering([
      { results: [result("a", "done"), result("b", "not_reached")], hasMore: true },
      { results: [result("b", "done"), result("c", "done")], hasMore: false },
    ]);
    const told: ChangedSoFar[] = [];
    const end = await changeOwnedTokens(changeMany, owner, { action: "revoke" }, (soFar) => told.push(soFar));
    expect(asked).toEqual([
      { action: "revoke", owner },
      { action: "revoke", owner },
    ]);
    expect(told.map(({ done }) => done)).toEqual([1, 3]);
    expect(end).toEqual({ done: 3, refused: new Map() });
  });

  it("names the service account that gets them", async () => {
    const { asked, changeMany } = answering([{ results: [], hasMore: false }]);
    await changeOwnedTokens(changeMany, owner, { action: "reassign", accountName: "shop" }, () => {});
    expect(asked).toEqual([{ action: "reassign", owner, newOwner: { type: "service_account", id: "shop" } }]);
  });

  it("ends when a request gets nothing done, with what was refused", async () => {
    const refused = { results: [result("a", "refused", "owner_lacks_right")], hasMore: true };
    const { asked, changeMany } = answering([refused, refused]);
    const end = await changeOwnedTokens(changeMany, owner, { action: "revoke" }, () => {});
    expect(asked).toHaveLength(1);
    expect(end).toEqual({ done: 0, refused: new Map([["a", "owner_lacks_right"]]) });
  });

  it("counts a token as done whatever it was refused for before or after", async () => {
    const { changeMany } = answering([
      { results: [result("a", "failed", "internal_error"), result("b", "done")], hasMore: true },
      { results: [result("a", "done"), result("b", "refused", "changed_meanwhile")], hasMore: false },
    ]);
    const end = await changeOwnedTokens(changeMany, owner, { action: "revoke" }, () => {});
    expect(end).toEqual({ done: 2, refused: new Map() });
  });
});

describe("the tokens that a refusal names", () => {
  it("have their ids in the pointers and their labels in the messages", () => {
    const errors = [
      { pointer: "/tokens/lks_7Qm2ZfP0aBcD", code: "owned_token", message: "Nightly export" },
      { pointer: "/role", code: "right_not_held", message: "This is more than you have." },
    ];
    expect(ownedTokensOf(errors)).toEqual([{ id: "lks_7Qm2ZfP0aBcD", label: "Nightly export" }]);
  });
});
