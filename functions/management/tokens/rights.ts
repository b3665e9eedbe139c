import type { Principal } from "../../domain/decide.ts";
import { findExcessRights, isSameOwner, type Rights } from "../../domain/permissions.ts";
import type { OwnerRecord } from "../../domain/token-record.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import type { StoredToken } from "../../store/tokens.ts";

/** What a stored token may do, and until when. */
export function rightsOf(token: StoredToken): Rights {
  const { role, scopes, services, expiresAt, allowedAddresses: networks } = token;
  const expiresAtEpochMs = expiresAt === undefined ? undefined : Date.parse(expiresAt);
  return { role, scopes, services, expiresAtEpochMs, networks };
}

/**
 * Refuses what would put more into somebody's hands than they have: editing a token to more, enabling it, or getting its new secret. Public
 * tokens hold nothing but harmless capabilities, so whoever may manage tokens may manage them.
 */
export function refuseExcess(principal: Principal, kind: StoredToken["kind"], wanted: Rights): Refusal | undefined {
  if (kind === "public") return undefined;
  const fields = findExcessRights(principal, wanted);
  if (fields.length === 0) return undefined;
  return refuse("right_not_held", {
    errors: fields.map((field) => ({
      pointer: `/${field}`,
      code: "right_not_held",
      message: "This is more than you have.",
    })),
  });
}

/** A token acts with its owner's name: nobody gets hold of the secret of another person's token. */
export function refuseForeignMember(principal: Principal, token: StoredToken): Refusal | undefined {
  const { ownerType, ownerId } = token;
  if (ownerType !== "member" || isSameOwner(principal.owner, { type: ownerType, id: ownerId })) return undefined;
  return refuse("right_not_held", {
    errors: [
      {
        pointer: "/owner",
        code: "right_not_held",
        message:
          "The token belongs to another member. Disable or revoke it, or reassign it to a service account first.",
      },
    ],
  });
}

/** Refuses what the owner does not hold: it would be of no use now, and more than was looked at should the owner get more. */
export function refuseLackingOwner(owner: OwnerRecord, kind: StoredToken["kind"], wanted: Rights): Refusal | undefined {
  if (kind !== "private") return undefined;
  const fields = findExcessRights(owner, { ...wanted, expiresAtEpochMs: undefined });
  if (fields.length === 0) return undefined;
  return refuse("owner_lacks_right", {
    errors: fields.map((field) => ({
      pointer: `/${field}`,
      code: "owner_lacks_right",
      message: "This is more than the owner has.",
    })),
  });
}

export function refuseOwner(): Refusal {
  return refuse("owner_not_accepted", {
    errors: [
      {
        pointer: "/owner",
        code: "owner_not_accepted",
        message: "Name yourself, or an active service account of this workspace.",
      },
    ],
  });
}
