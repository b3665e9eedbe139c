import type { Principal } from "../domain/decide.ts";
import { isServicePermitted } from "../domain/rights.ts";
import type { Table } from "../store/table.ts";
import { readToken, type StoredToken } from "../store/tokens.ts";
import { type Refusal, refuse } from "./answer.ts";

/** A token of the workspace that the principal may see. A service's token is seen by those who may see the service. */
export async function readPermittedToken(
  directory: Table,
  { workspaceId, services }: Pick<Principal, "workspaceId" | "services">,
  tokenId: string,
): Promise<StoredToken | Refusal> {
  const token = await readToken(directory, workspaceId, tokenId);
  if (token === undefined) return refuse("not_found");
  if (token.kind === "service" && !isServicePermitted(services, token.ownerId)) return refuse("not_found");
  return token;
}
