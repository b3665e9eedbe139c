import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { MemberRecord } from "../domain/decide.ts";
import { ROLES } from "../domain/rights.ts";
import { oneOf, text } from "./attributes.ts";
import { signInKey } from "./keys.ts";
import { scopesOf, servicesOf } from "./token-items.ts";
import { getItem } from "./token-reader.ts";

/** The member that an OIDC subject is in one workspace: one strongly consistent GetItem. */
export type ReadSignIn = (subject: string, workspaceId: string) => Promise<MemberRecord | undefined>;

export function createSignInReader(client: DynamoDBClient, tableName: string): ReadSignIn {
  return async (subject, workspaceId) => {
    const item = await getItem(client, tableName, signInKey(subject, workspaceId));
    if (item === undefined) return undefined;
    return {
      memberId: text(item, "memberId"),
      workspaceId: text(item, "workspaceId"),
      email: text(item, "email"),
      role: oneOf(ROLES, text(item, "role")),
      scopes: scopesOf(item),
      services: servicesOf(item),
      state: oneOf(["active", "suspended"], text(item, "state")),
    };
  };
}
