import type { Principal } from "../../domain/decide.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import { readPermittedToken } from "../../http/permitted-token.ts";
import type { StoredToken } from "../../store/tokens.ts";
import type { TokenParts } from "./parts.ts";

/** A token of the workspace that the principal may see. */
export async function findToken(
  { directory }: Pick<TokenParts, "directory">,
  principal: Principal,
  tokenId: string,
): Promise<StoredToken | Refusal> {
  return readPermittedToken(directory, principal, tokenId);
}

/** One that can still be changed. */
export async function findLivingToken(
  parts: Pick<TokenParts, "directory">,
  principal: Principal,
  tokenId: string,
): Promise<StoredToken | Refusal> {
  const token = await findToken(parts, principal, tokenId);
  return "refusal" in token || token.state !== "revoked" ? token : refuse("token_revoked");
}

/** One that can still be changed, and whose life is not that of a service. */
export async function findManagedToken(
  parts: Pick<TokenParts, "directory">,
  principal: Principal,
  tokenId: string,
): Promise<StoredToken | Refusal> {
  const token = await findLivingToken(parts, principal, tokenId);
  return "refusal" in token || token.kind !== "service" ? token : refuse("service_token_managed");
}
