import type { PolicyRequest } from "../local/iam/policy-evaluator.ts";
import { parsePolicyStatement } from "../local/iam/policy-statement.ts";
import { formatPrivilege, type Privilege, privilegesOf } from "../local/iam/privileges.ts";
import type { NotExercised } from "./not-exercised.ts";
import { digestPolicy, type Recording } from "./recording.ts";
import type { StackRole } from "./roles.ts";

/** What a role may do, against what calls have needed of it. */
export interface RoleComparison {
  readonly label: string;
  readonly used: readonly Privilege[];
  /** Granted, but no call has needed it, and no reason is written down. */
  readonly unused: readonly Privilege[];
  readonly notExercised: readonly { readonly privilege: Privilege; readonly reason: string }[];
  /** Calls that the role's policies refused. */
  readonly missing: readonly PolicyRequest[];
}

export interface Comparison {
  readonly roles: readonly RoleComparison[];
  /** Entries that say of something used that it cannot be, or speak of nothing that is granted. */
  readonly staleReasons: readonly string[];
  /** Roles that were also seen under other policies than the template's, which shows nothing about these: tests change policies on purpose. */
  readonly otherPolicies: readonly string[];
}

export interface ComparisonOptions {
  readonly roles: readonly StackRole[];
  readonly recordings: readonly Recording[];
  readonly reasons: readonly NotExercised[];
}

export function compare({ roles, recordings, reasons }: ComparisonOptions): Comparison {
  const compared = roles.map((role) => compareRole(role, recordings, reasons));
  const policies = new Map(roles.map(({ roleName, statements }) => [roleName, digestPolicy(statements)]));
  const others = recordings.filter(({ roleName, policy }) => policies.get(roleName) !== policy);
  return {
    roles: compared,
    staleReasons: reasons.flatMap((reason) => findStale(reason, compared)),
    otherPolicies: [...new Set(others.map(({ roleName }) => roleName))].sort(),
  };
}

/** Whether every privilege is used or has a reason, and nothing was refused. */
export function isLeastPrivilege({ roles, staleReasons }: Comparison): boolean {
  return staleReasons.length === 0 && roles.every(({ unused, missing }) => unused.length + missing.length === 0);
}

function compareRole(
  { roleName, label, statements }: StackRole,
  recordings: readonly Recording[],
  reasons: readonly NotExercised[],
): RoleComparison {
  const policy = digestPolicy(statements);
  const seen = recordings.filter((recording) => recording.roleName === roleName && recording.policy === policy);
  const needed = new Set(seen.flatMap((recording) => recording.needed));
  const privileges = statements.flatMap((statement) => privilegesOf(parsePolicyStatement(statement)));
  const idle = privileges
    .filter((privilege) => !needed.has(formatPrivilege(privilege)))
    .map((privilege) => ({ privilege, reason: reasons.find((entry) => isAbout(entry, label, privilege))?.reason }));
  const refused = new Map(
    seen.flatMap((recording) => recording.refused).map((request) => [`${request.action} ${request.resource}`, request]),
  );
  return {
    label,
    used: privileges.filter((privilege) => needed.has(formatPrivilege(privilege))),
    unused: idle.flatMap(({ privilege, reason }) => (reason === undefined ? [privilege] : [])),
    notExercised: idle.flatMap(({ privilege, reason }) => (reason === undefined ? [] : [{ privilege, reason }])),
    missing: [...refused.values()],
  };
}

/** An entry is stale action by action. */
function findStale(entry: NotExercised, roles: readonly RoleComparison[]): readonly string[] {
  return entry.actions.flatMap((action) => {
    const covers = (label: string, privilege: Privilege) =>
      privilege.action === action && isAbout(entry, label, privilege);
    const using = roles.filter(({ label, used }) => used.some((privilege) => covers(label, privilege)));
    const granting = roles.filter(({ label, notExercised }) =>
      notExercised.some(({ privilege }) => covers(label, privilege)),
    );
    const what = `"${entry.reason}": ${action} of ${entry.role}`;
    if (using.length > 0) return [`${what} is used by ${using.map(({ label }) => label).join(", ")}`];
    return granting.length === 0 ? [`${what} is granted to nobody`] : [];
  });
}

function isAbout({ role, actions, resourceEnd = "" }: NotExercised, label: string, privilege: Privilege): boolean {
  return (
    (role === "*" || role === label) && actions.includes(privilege.action) && privilege.resource.endsWith(resourceEnd)
  );
}
