import { TOKEN_OPERATIONS } from "../../../contract/operations/tokens.ts";
import { isRoleAtLeast, isScopeCovered, isServicePermitted } from "../../../functions/domain/rights.ts";
import type { Identity, Token } from "../../../sdk/src/generated/types.ts";
import type { OperationId } from "../../../sdk/src/operations.ts";

/** What can be done with a token, in the order of its menu. */
export const TOKEN_ACTIONS = [
  "copy",
  "copy-id",
  "edit",
  "rotate",
  "disable",
  "enable",
  "reassign",
  "revoke",
  "purge",
] as const;
export type TokenAction = (typeof TOKEN_ACTIONS)[number];

export interface OfferedAction {
  readonly id: TokenAction;
  /** Why it cannot be done, although the person's role allows it. */
  readonly disabledReason?: string;
}

/** What a person may do with a token. What their role does not allow is left out; what this token stands against is there with the reason. */
export function offerActions(token: Token, identity: Identity): readonly OfferedAction[] {
  return TOKEN_ACTIONS.flatMap((id) => {
    const verdict = RULES[id](token, identity);
    if (verdict === "no") return [];
    return [verdict === "yes" ? { id } : { id, disabledReason: verdict.because }];
  });
}

type Verdict = "yes" | "no" | { readonly because: string };

const RULES: Readonly<Record<TokenAction, (token: Token, identity: Identity) => Verdict>> = {
  copy: ({ token, status }) => (token !== null && status === "active" ? "yes" : "no"),
  "copy-id": () => "yes",
  edit: (token, identity) => (isManaged(token) && can(identity, "updateToken") ? "yes" : "no"),
  rotate(token, identity) {
    if (!(isManaged(token) && can(identity, "rotateToken"))) return "no";
    if (token.owner.type === "member" && token.owner.id !== identity.owner.id) {
      return { because: "It belongs to another member: reassign it to a service account first." };
    }
    return unlessMore(token, identity);
  },
  disable: (token, identity) =>
    (token.status === "active" || token.status === "expired") && mayStop(token, identity, "disableToken")
      ? "yes"
      : "no",
  enable: (token, identity) =>
    token.status === "disabled" && can(identity, "enableToken") ? unlessMore(token, identity) : "no",
  reassign: (token, identity) =>
    isManaged(token) && can(identity, "reassignToken") ? unlessMore(token, identity) : "no",
  revoke: (token, identity) => (isManaged(token) && mayStop(token, identity, "revokeToken") ? "yes" : "no"),
  purge: ({ status }, identity) => (status === "revoked" && can(identity, "purgeToken") ? "yes" : "no"),
};

/** One that can still be changed, and whose life is not that of a service. */
function isManaged({ kind, status }: Token): boolean {
  return kind !== "service" && status !== "revoked";
}

function can({ operations }: Identity, operation: OperationId): boolean {
  return operations.includes(operation);
}

/** Anyone may stop what they own or made; for the others' tokens it takes a role. */
function mayStop(token: Token, identity: Identity, operation: "disableToken" | "revokeToken"): boolean {
  if (!can(identity, operation)) return false;
  const { minimumRoleForOthers } = TOKEN_OPERATIONS[operation];
  if (identity.role !== null && isRoleAtLeast(identity.role, minimumRoleForOthers)) return true;
  return token.createdBy === identity.id || (token.owner.type === "member" && token.owner.id === identity.owner.id);
}

function unlessMore(token: Token, identity: Identity): Verdict {
  return isMore(token, identity) ? { because: "It can do more than you can." } : "yes";
}

/** Nobody gets hold of more than they have. Capabilities of public tokens are harmless. */
function isMore({ kind, role, scopes, services }: Token, holder: Identity): boolean {
  if (kind === "public") return false;
  if (role !== null && (holder.role === null || !isRoleAtLeast(holder.role, role))) return true;
  if (!scopes.every((scope) => isScopeCovered(holder.scopes, scope))) return true;
  if (services === "all") return holder.services !== "all";
  return !services.every((service) => isServicePermitted(holder.services, service));
}
