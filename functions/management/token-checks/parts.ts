import type { Principal } from "../../domain/decide.ts";
import { isServicePermitted } from "../../domain/rights.ts";
import type { TokenSubject } from "../../domain/token-record.ts";
import type { Table } from "../../store/table.ts";
import type { ReadSubject } from "../../store/token-reader.ts";

/** What the checks work with. */
export interface TokenCheckParts {
  readonly directory: Table;
  readonly readSubject: ReadSubject;
}

/** Whether the token is one that the principal may see: of its workspace and, for a service's token, of a service that it may see. */
export function isVisible({ token }: TokenSubject, { workspaceId, services }: Principal): boolean {
  if (token.workspaceId !== workspaceId) return false;
  return token.kind !== "service" || isServicePermitted(services, token.owner.id);
}
