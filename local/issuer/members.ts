import { ROLES, type Role } from "../../functions/domain/rights.ts";

/** A person whom the local issuer can sign in. */
export interface DemoMember {
  readonly email: string;
  readonly name: string;
  /** The role that the demo gives this person. The issuer itself knows nothing of roles. */
  readonly role: Role;
  /** The `sub` claim; the same at every start and on every machine. */
  readonly subject: string;
}

const NAMES: Readonly<Record<Role, string>> = {
  owner: "Olivia Owner",
  administrator: "Adam Administrator",
  workspace_manager: "Mia Manager",
  team_member: "Tom Teammate",
  viewer: "Vera Viewer",
};

/** One per role, the owner first. */
export const DEMO_MEMBERS: readonly DemoMember[] = [...ROLES].reverse().map((role, index) => ({
  email: `${role.replaceAll("_", "-")}@demo.example`,
  name: NAMES[role],
  role,
  subject: `d3300000-0000-4000-8000-00000000000${index + 1}`,
}));

export const DEMO_OWNER: DemoMember = findMember("owner");

function findMember(role: Role): DemoMember {
  const member = DEMO_MEMBERS.find((candidate) => candidate.role === role);
  if (member === undefined) throw new Error(`no demo member has the role ${role}`);
  return member;
}
