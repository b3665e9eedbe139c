import type { HeldRights } from "../domain/member.ts";
import { findExcessRights, type Rights, type RightsField } from "../domain/permissions.ts";
import { type Refusal, refuse } from "./answer.ts";

/** Refuses what would put more into somebody's hands than the holder has, or for longer. */
export function refuseExcessRights(holder: Rights, wanted: Rights): Refusal | undefined {
  const fields = findExcessRights(holder, wanted);
  if (fields.length === 0) return undefined;
  return refuse("right_not_held", {
    errors: fields.map((field) => ({ pointer: `/${field}`, code: "right_not_held", message: MESSAGES[field] })),
  });
}

/** Nobody changes a person or service account that holds more than they do. */
export function refuseSuperior(holder: Rights, other: HeldRights): Refusal | undefined {
  const fields = findExcessRights(withoutEnd(holder), other);
  if (fields.length === 0) return undefined;
  return refuse("right_not_held", { detail: `They hold more than you: ${fields.join(", ")}.` });
}

/** A change of what somebody holds: taking away is free to whoever holds as much, and giving takes holding it oneself. */
export function refuseRightsChange(holder: Rights, before: HeldRights, after: HeldRights): Refusal | undefined {
  const isGiving = findExcessRights(before, after).length > 0;
  return refuseSuperior(holder, before) ?? (isGiving ? refuseExcessRights(holder, after) : undefined);
}

function withoutEnd({ role, scopes, services }: Rights): Rights {
  return { role, scopes, services };
}

const MESSAGES: Readonly<Record<RightsField, string>> = {
  role: "This is more than you have.",
  scopes: "This is more than you have.",
  services: "This is more than you have.",
  expiresAt: "Your token ends, and this would not.",
  allowedAddresses: "Your token works from some networks only, and this would work from others.",
};
