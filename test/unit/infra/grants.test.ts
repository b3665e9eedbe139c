import { expect, it } from "vitest";
import * as keys from "../../../functions/store/keys.ts";
import { GRANTS, type Grant } from "../../../infra/grants.ts";

const WORKSPACE_ID = "ws_4fK2mZq81LpA";
const grants = Object.entries(GRANTS).flatMap(([name, ofFunction]) => ofFunction.map((grant) => ({ name, ...grant })));

const CHAIN = keys.auditChainOf(WORKSPACE_ID, 15);

it("lets functions add audit events, and no function change or remove one", () => {
  expect(functionsThatMay("PutItem", CHAIN)).not.toEqual([]);
  expect(functionsThatMay("UpdateItem", CHAIN)).toEqual([]);
  expect(functionsThatMay("DeleteItem", CHAIN)).toEqual([]);
});

it("lets whoever adds audit events find the end of a chain, and nobody else but the one that reads them", () => {
  expect(functionsThatMay("Query", CHAIN)).toEqual(
    Object.keys(GRANTS).filter((name) => name === "audit-events" || functionsThatMay("PutItem", CHAIN).includes(name)),
  );
});

it("lets one function alone list audit events", () => {
  const about = keys.auditEventsAbout(WORKSPACE_ID, { type: "token", id: "lks_0123456789ab" });
  expect(functionsThatMay("Query", keys.auditEventsOf(WORKSPACE_ID))).toEqual(["audit-events"]);
  expect(functionsThatMay("Query", about)).toEqual(["audit-events"]);
});

it("lets nobody but the functions that issue tokens and write their last use touch a token", () => {
  const { pk } = keys.tokenKey("lkp_0123456789ab");
  expect(functionsThatMay("PutItem", pk)).toEqual(["tokens", "services"]);
  expect(functionsThatMay("UpdateItem", pk)).toEqual(["authorizer", "tokens", "services"]);
  expect(functionsThatMay("DeleteItem", pk)).toEqual(["tokens"]);
  expect(functionsThatMay("GetItem", pk)).toEqual([
    "authorizer",
    "embed-diagnose",
    "tokens",
    "token-checks",
    "services",
    "usage",
  ]);
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
  // A diagnosis is the authorizer's decision, which is made from the token's owner and workspace too; and it says whether a configurator is
  // published, from the entry of the list, because nobody counts how often that is asked. Events are only taken for a configurator that there
  // is, drafts among them, which the entry of the list says; the list itself cannot be read.
  expect(reached.map(({ name, action }) => ({ name, action }))).toEqual([
    { name: "embed-events", action: "GetItem" },
    { name: "embed-diagnose", action: "BatchGetItem" },
    { name: "embed-diagnose", action: "GetItem" },
  ]);
});

it("lets invitations be found by address only by who accepts them or registers somebody, and be made or taken back by few", () => {
  const found = keys.invitationsOf("ada@example.com");
  expect(functionsThatMay("Query", found)).toEqual(["invitations", "sign-up"]);
  expect(functionsThatMay("PutItem", found)).toEqual(["members", "bootstrap"]);
  expect(functionsThatMay("DeleteItem", found)).toEqual(["members", "invitations", "bootstrap"]);
  expect(functionsThatMay("UpdateItem", found)).toEqual([]);
});

it("names a workspace's own partition and nothing under it", () => {
  const holders = functionsThatMay("UpdateItem", keys.workspaceKey(WORKSPACE_ID).pk);
  expect(holders).toEqual([
    "tokens",
    "members",
    "invitations",
    "service-accounts",
    "services",
    "applications",
    "workspace",
  ]);
  expect(functionsThatMay("UpdateItem", keys.idempotencyKey(WORKSPACE_ID, "p", "o", "k").pk)).toEqual([]);
});

function functionsThatMay(action: Grant["action"], key: string): string[] {
  return grants.filter((grant) => grant.action === action && isCovered(grant, key)).map(({ name }) => name);
}

/** IAM's wildcards: `*` is any text, `?` one character. */
function isCovered(grant: Grant, key: string): boolean {
  return grant.keys.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(key));
}
