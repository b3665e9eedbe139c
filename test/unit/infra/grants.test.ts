import { expect, it } from "vitest";
import * as keys from "../../../functions/store/keys.ts";
import { GRANTS, type Grant } from "../../../infra/grants.ts";

const WORKSPACE_ID = "ws_4fK2mZq81LpA";
const grants = Object.entries(GRANTS).flatMap(([name, ofFunction]) => ofFunction.map((grant) => ({ name, ...grant })));

it("lets functions add audit events, and no function change or remove one", () => {
  expect(functionsThatMay("PutItem", keys.auditEventsOf(WORKSPACE_ID))).not.toEqual([]);
  expect(functionsThatMay("UpdateItem", keys.auditEventsOf(WORKSPACE_ID))).toEqual([]);
  expect(functionsThatMay("DeleteItem", keys.auditEventsOf(WORKSPACE_ID))).toEqual([]);
});

it("lets nobody but the functions that issue tokens and write their last use touch a token", () => {
  const { pk } = keys.tokenKey("lkp_0123456789ab");
  expect(functionsThatMay("PutItem", pk)).toEqual(["tokens"]);
  expect(functionsThatMay("UpdateItem", pk)).toEqual(["authorizer", "tokens"]);
  expect(functionsThatMay("DeleteItem", pk)).toEqual([]);
  expect(functionsThatMay("GetItem", pk)).toEqual(["authorizer", "embed-diagnose", "tokens"]);
});

it("lets no function behind a public token read or write members, tokens or drafts' lists", () => {
  const privateKeys = [
    keys.workspaceKey(WORKSPACE_ID).pk,
    keys.signInKey("subject", WORKSPACE_ID).pk,
    keys.configuratorsOf(WORKSPACE_ID),
    keys.configurationsOfWorkspace(WORKSPACE_ID),
  ];
  const reached = grants.filter(
    (grant) => grant.name.startsWith("embed-") && privateKeys.some((key) => isCovered(grant, key)),
  );
  expect(reached).toEqual([]);
});

it("names a workspace's own partition and nothing under it", () => {
  const holders = functionsThatMay("UpdateItem", keys.workspaceKey(WORKSPACE_ID).pk);
  expect(holders).toEqual(["tokens", "service-accounts", "workspace"]);
  expect(functionsThatMay("UpdateItem", keys.idempotencyKey(WORKSPACE_ID, "p", "o", "k").pk)).toEqual([]);
});

function functionsThatMay(action: Grant["action"], key: string): string[] {
  return grants.filter((grant) => grant.action === action && isCovered(grant, key)).map(({ name }) => name);
}

/** IAM's wildcards: `*` is any text, `?` one character. */
function isCovered(grant: Grant, key: string): boolean {
  return grant.keys.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(key));
}
