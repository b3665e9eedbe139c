import type { GeneratedFile } from "./drift.ts";
import { formatMarkdownFence } from "./fence.ts";
import type { RuleException } from "./synthesized-app.ts";

/** `docs/rule-exceptions.md`: every finding of the template checks that is accepted, where, and why. */
export function createRuleExceptions(exceptions: readonly RuleException[]): GeneratedFile {
  const rules = group(exceptions, ({ rule }) => rule);
  const content = `${formatMarkdownFence("infra/")}
# Exceptions from template checks

Every synthesis of the stack is judged by CloudFormation's schemas, the rules in \`infra/rules/\`, and the packs AwsSolutions and Serverless of cdk-nag.
A finding fails it, unless it is on this page. Each of these ${exceptions.length} exceptions from ${rules.length} rules is written beside its resource in \`infra/\`.
[How to add one](guides/template-checks.md).

${rules.map(([rule, found]) => formatRule(rule, found)).join("\n")}`;
  return { path: "docs/rule-exceptions.md", content };
}

function formatRule(rule: string, exceptions: readonly RuleException[]): string {
  const reasons = group(exceptions, ({ reason }) => reason);
  return `## \`${rule}\`

| reason | resources |
| --- | --- |
${reasons.map(([reason, found]) => `| ${reason} | ${formatResources(found)} |`).join("\n")}
`;
}

function formatResources(exceptions: readonly RuleException[]): string {
  return exceptions
    .map(({ resource }) => `\`${resource}\``)
    .sort()
    .join("<br>");
}

/** Groups and what they are about, in the order of names. */
function group(
  exceptions: readonly RuleException[],
  nameOf: (exception: RuleException) => string,
): readonly [string, readonly RuleException[]][] {
  const groups = Map.groupBy(exceptions, nameOf);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
