import type { CheckResult } from "../verify/check.ts";
import type { StackResource } from "./aws.ts";
import type { StandIn } from "./stand-ins.ts";
import type { Template } from "./template.ts";

export interface Report {
  readonly steps: CheckResult[];
  /** What was deployed, in one of the deployments. */
  resources: readonly StackResource[];
  standIns: readonly StandIn[];
  /** The template as it was synthesized. */
  original: Template | undefined;
}

/** What a rehearsal cannot show, whatever it deploys. */
const NOT_SHOWN = [
  "conditions of policies on partition keys and attributes: the emulator fills in neither, and they then hold",
  "what CloudFront keeps: the emulator's keeps nothing",
  "times, throttling and cold starts of AWS, and what it bills",
  "DNS names, certificates and the network between CloudFront and API Gateway",
  "the managed sign-in page as people see it, and mails",
];

/** Markdown: the steps, every type of the template with what became of it, and what stood in for what. */
export function formatReport({ steps, resources, standIns, original }: Report): string {
  const rows = original === undefined || resources.length === 0 ? [] : describeTypes(original, resources, standIns);
  return [
    "# Rehearsal",
    "",
    ...steps.map(({ name, outcome, detail }) => `- ${outcome}: ${name}${detail === "" ? "" : ` (${detail})`}`),
    "",
    "| type | in the template | became |",
    "| --- | --- | --- |",
    ...rows.map(({ type, count, became }) => `| ${type} | ${count} | ${became} |`),
    "",
    "| AWS | why not | in its place |",
    "| --- | --- | --- |",
    ...standIns.map(({ what, why, instead }) => `| ${what} | ${why} | ${instead} |`),
    "",
    "Not shown by a rehearsal:",
    "",
    ...NOT_SHOWN.map((text) => `- ${text}`),
    "",
  ].join("\n");
}

export interface TypeRow {
  readonly type: string;
  readonly count: number;
  readonly became: "deployed" | "replaced" | `unsupported: ${number} of ${number} were not made`;
}

/** Every type of the template, and what became of its resources in one of the deployments or another. */
export function describeTypes(
  original: Template,
  resources: readonly StackResource[],
  standIns: readonly StandIn[],
): TypeRow[] {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(original.Resources)) counts.set(Type, (counts.get(Type) ?? 0) + 1);
  const replaced = new Set(standIns.map(({ what }) => what));
  return [...counts]
    .toSorted(([first], [second]) => (first < second ? -1 : 1))
    .map(([type, count]) => {
      const deployed = resources.filter(
        (resource) => resource.type === type && resource.status.endsWith("_COMPLETE"),
      ).length;
      return { type, count, became: becameOf({ count, deployed, isReplaced: replaced.has(type) }) };
    });
}

function becameOf(seen: { count: number; deployed: number; isReplaced: boolean }): TypeRow["became"] {
  const { count, deployed, isReplaced } = seen;
  if (isReplaced) return "replaced";
  return deployed >= count ? "deployed" : `unsupported: ${count - deployed} of ${count} were not made`;
}
