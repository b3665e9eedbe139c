import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CfnElement, Stack, Validations } from "aws-cdk-lib";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { createApp, STACK_NAME } from "../../../infra/stack.ts";
import { createNagPacks, templateRules } from "../../../infra/template-checks.ts";
import { type RuleException, synthesizeApp } from "../../../scripts/generate/synthesized-app.ts";
import { createAssets, createFolder, removeFolder } from "./fixture.ts";

const folder = createFolder({});
afterAll(() => removeFolder(folder));
afterEach(() => {
  vi.restoreAllMocks();
});

describe("exceptions from template checks", () => {
  const { template, exceptions } = synthesizeApp();

  it("are each needed: without it, the rule finds something there", () => {
    const findings = findWithoutExceptions(template);
    const unused = exceptions.filter(
      ({ rule, resource }) =>
        !findings.some((found) => found.rule === rule && `${found.resource}/`.startsWith(`${resource}/`)),
    );
    expect(unused).toEqual([]);
  });

  it("explain every finding", () => {
    const unexplained = findWithoutExceptions(template).filter(
      (found) =>
        !exceptions.some(
          ({ rule, resource }) => found.rule === rule && `${found.resource}/`.startsWith(`${resource}/`),
        ),
    );
    expect(unexplained).toEqual([]);
  });

  it("each have a reason in a sentence", () => {
    for (const { rule, resource, reason } of exceptions) {
      expect.soft(reason, `${rule} at ${resource}`).toMatch(/^[A-Z].{20,}\.$/);
    }
  });
});

/** What the checks find in an app in which nothing is acknowledged. */
function findWithoutExceptions(template: unknown): readonly Omit<RuleException, "reason">[] {
  vi.spyOn(Validations.prototype, "acknowledge").mockImplementation(() => {});
  const app = createApp(join(folder, "out"), createAssets(folder));
  const templatePath = join(folder, "template.json");
  writeFileSync(templatePath, JSON.stringify(template));
  const stack = { stackConstructPath: STACK_NAME, templatePath, accountId: undefined, region: undefined };
  const own = templateRules().validate({ templatePaths: [templatePath], stackTemplates: [stack], appConstruct: app });
  const pathOf = new Map(
    app.node
      .findAll()
      .flatMap((construct): [string, string][] =>
        CfnElement.isCfnElement(construct)
          ? [[String(Stack.of(construct).resolve(construct.logicalId)), construct.node.path]]
          : [],
      ),
  );
  return [
    ...createNagPacks().flatMap((pack) => pack.validateScope(app).violations),
    ...own.violations.map((violation) => ({
      ...violation,
      ruleName: `CloudFormation-Validate::${violation.ruleName}`,
    })),
  ].flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath, resourceLogicalId = "" }) => ({
      rule: ruleName,
      resource: (constructPath ?? pathOf.get(resourceLogicalId) ?? "").replace(/^Latchkey\/(Latchkey\/)?/, ""),
    })),
  );
}
