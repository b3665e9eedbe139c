import type { PolicyRequest } from "../local/iam/policy-evaluator.ts";
import type { Privilege } from "../local/iam/privileges.ts";
import type { Comparison, RoleComparison } from "./compare.ts";

/** Names a resource of the local platform by its id in the template. */
export type Describe = (arn: string) => string;

/** The findings, one line each; empty when every role has the least privilege. */
export function formatFindings({ roles, staleReasons }: Comparison, describe: Describe): readonly string[] {
  return [
    ...roles.flatMap(({ label, missing, unused }) => [
      ...missing.map((request) => `missing  ${label}: ${formatRequest(request, describe)}`),
      ...unused.map((privilege) => `unused   ${label}: ${describePrivilege(privilege, describe)}`),
    ]),
    ...staleReasons.map((reason) => `stale    ${reason}`),
  ];
}

/** The whole comparison as text: a line for each role, what is not exercised with its reason, and the findings. */
export function formatReport(comparison: Comparison, describe: Describe): string {
  const { roles, otherPolicies } = comparison;
  const count = (listOf: (role: RoleComparison) => readonly unknown[]) =>
    roles.reduce((sum, role) => sum + listOf(role).length, 0);
  const width = Math.max(...roles.map(({ label }) => label.length));
  const rows = roles.map(({ label, used, unused, missing, notExercised }) =>
    [
      label.padEnd(width),
      ...[used, unused, missing, notExercised].map(({ length }) => String(length).padStart(COLUMN)),
    ].join(""),
  );
  const total = [count(({ used }) => used), count(({ unused }) => unused), count(({ missing }) => missing)];
  const reasons = new Map<string, Set<string>>();
  for (const { label, notExercised } of roles) {
    for (const { privilege, reason } of notExercised) {
      reasons.set(reason, (reasons.get(reason) ?? new Set()).add(`${label} ${privilege.action}`));
    }
  }
  return [
    ["role".padEnd(width), ...["used", "unused", "missing", "not exercised"].map((name) => name.padStart(COLUMN))].join(
      "",
    ),
    ...rows,
    "",
    "not exercised on one machine:",
    ...[...reasons].map(([reason, privileges]) => `  ${reason} (${summarize([...privileges])})`),
    ...(otherPolicies.length === 0
      ? []
      : ["", `seen under other policies, too, which counts for nothing: ${otherPolicies.join(", ")}`]),
    "",
    ...formatFindings(comparison, describe),
    `${roles.length} roles: ${total[0]} privileges used, ${total[1]} unused, ${total[2]} missing, ${comparison.staleReasons.length} stale reasons`,
  ].join("\n");
}

const COLUMN = 15;
const NAMED_MAX = 6;

function summarize(privileges: readonly string[]): string {
  const more = privileges.length - NAMED_MAX;
  return more <= 0 ? privileges.join(", ") : `${privileges.slice(0, NAMED_MAX).join(", ")} and ${more} more`;
}

function describePrivilege({ action, resource, entry }: Privilege, describe: Describe): string {
  return `${action} on ${describe(resource)}${entry === undefined ? "" : `, ${entry.key} ${entry.value}`}`;
}

function formatRequest({ action, resource, context }: PolicyRequest, describe: Describe): string {
  const facts = Object.entries(context).map(([key, values]) => `, ${key} ${(values ?? []).join(" ")}`);
  return `${action} on ${describe(resource)}${facts.join("")}`;
}
