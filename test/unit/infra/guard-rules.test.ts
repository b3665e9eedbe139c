import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS, type Operation, routeKey } from "../../../contract/operations.ts";
import { readGuardRules, templateRules } from "../../../infra/template-checks.ts";
import { BAD_TEMPLATES, type BadTemplate } from "./bad-templates.ts";
import { createFolder, removeFolder } from "./fixture.ts";
import { synthesizeApp, type Template } from "./template.ts";

const source = readGuardRules()
  .map(({ content }) => content)
  .join("\n");
/** Rules with parameters are parts of others, and have names in lower case. */
const RULES = [...source.matchAll(/^rule ([A-Z][A-Z0-9_]*)/gm)].map(([, name = ""]) => name);

const folder = createFolder({});
afterAll(() => removeFolder(folder));
let template: Template;
beforeAll(() => {
  template = synthesizeApp();
});

describe("the rules of our own", () => {
  it("accept the real template, except for what is acknowledged beside CDK's own function", () => {
    const findings = findingsIn(template);
    expect(findings.map(({ rule }) => rule)).toEqual(["FUNCTION_RUNTIME", "FUNCTION_TIMEOUT"]);
    expect(findings.flatMap(({ resources }) => resources)).toEqual([
      expect.stringMatching(/^CustomCDKBucketDeployment/),
      expect.stringMatching(/^CustomCDKBucketDeployment/),
    ]);
  });

  it("are each shown a template that they must refuse", () => {
    expect([...new Set(BAD_TEMPLATES.map(({ rule }) => rule))].sort()).toEqual([...RULES].sort());
    expect(new Set(RULES).size).toBe(RULES.length);
  });

  it.each(BAD_TEMPLATES.map((bad, place) => ({ ...bad, what: describeChange(bad), place })))(
    "$rule refuses $what",
    (bad) => {
      const findings = findingsIn(worsen(smaller(template), bad));
      expect(findings.map(({ rule }) => rule)).toEqual([bad.rule]);
      for (const { messages } of findings) {
        // Guard's own words for what is not there say neither what is wrong nor how to mend it.
        for (const message of messages) expect(message).toMatch(/^(?!.*Guard check).*\w[.)] \S.*\.$/);
      }
    },
  );

  it("leave open exactly the routes whose operations need no credential", () => {
    const operations: readonly Operation[] = Object.values(OPERATIONS);
    const open = operations.filter(({ credentials }) => credentials.length === 0).map(routeKey);
    const list = /^let open_routes = \[([^\]]*)\]/m.exec(source)?.[1] ?? "";
    expect([...list.matchAll(/'([^']*)'/g)].map(([, key]) => key).sort()).toEqual(open.sort());
  });

  it("have nothing against alarms, dashboards and topics", () => {
    const watched = structuredClone(smaller(template));
    Object.assign(watched.Resources, {
      Topic: { Type: "AWS::SNS::Topic", Properties: { KmsMasterKeyId: "alias/aws/sns" } },
      Alarm: {
        Type: "AWS::CloudWatch::Alarm",
        Properties: {
          ComparisonOperator: "GreaterThanThreshold",
          EvaluationPeriods: 1,
          AlarmActions: [{ Ref: "Topic" }],
        },
      },
      Dashboard: { Type: "AWS::CloudWatch::Dashboard", Properties: { DashboardBody: "{}" } },
      Errors: {
        Type: "AWS::Logs::MetricFilter",
        Properties: { FilterPattern: "ERROR", LogGroupName: "x", MetricTransformations: [] },
      },
    });
    expect(findingsIn(watched)).toEqual([]);
  });
});

interface Finding {
  readonly rule: string;
  readonly messages: readonly string[];
  readonly resources: readonly (string | undefined)[];
}

/** What our own rules find; CloudFormation's schemas are checked by others. */
function findingsIn(checked: Template): readonly Finding[] {
  const templatePath = join(folder, "template.json");
  writeFileSync(templatePath, JSON.stringify(checked));
  const stack = { stackConstructPath: "Latchkey", templatePath, accountId: undefined, region: undefined };
  const { violations } = templateRules().validate({
    templatePaths: [templatePath],
    stackTemplates: [stack],
    appConstruct: new App(),
  });
  const own = violations.filter(({ ruleName }) => RULES.includes(ruleName));
  return [...new Set(own.map(({ ruleName }) => ruleName))].map((rule) => {
    const found = own.filter(({ ruleName }) => ruleName === rule);
    return {
      rule,
      messages: found.map(({ description }) => description),
      resources: found.flatMap(({ violatingResources }) => violatingResources.map((one) => one.resourceLogicalId)),
    };
  });
}

/** Few of each kind, so that a check takes little time; without the function that needs to be acknowledged. */
function smaller({ Resources, ...rest }: Template): Template {
  const kept = /EmbedLoad|FunctionsAuthorizer|createToken|Integrationstokens/;
  const many = /^AWS::(ApiGatewayV2::(Route|Integration)|Lambda::(Function|Permission)|IAM::Role|Logs::LogGroup)$/;
  return {
    ...rest,
    Resources: Object.fromEntries(
      Object.entries(Resources).filter(([id, { Type }]) => (many.test(Type) ? kept.test(id) : true)),
    ),
  };
}

function worsen(good: Template, { type, id = /./, path = [], value, added }: BadTemplate): Template {
  const bad = structuredClone(good);
  if (added !== undefined) return { ...bad, Resources: { ...bad.Resources, Added: added } };
  const found = Object.entries(bad.Resources).find(([name, resource]) => resource.Type === type && id.test(name));
  if (found === undefined) throw new Error(`the template has no ${type} whose id is like ${id}`);
  const [start, keys] = path[0] === ".." ? [found[1], path.slice(1)] : [found[1].Properties, path];
  change(start, keys, value);
  return bad;
}

function change(start: unknown, path: readonly (string | number)[], value: unknown): void {
  const target = path.slice(0, -1).reduce<unknown>((part, key) => {
    if (isRecord(part) && key in part) return part[key];
    throw new Error(`the template has no ${path.join(".")}`);
  }, start);
  const last = path.at(-1);
  if (!isRecord(target) || last === undefined) throw new Error(`the template has no ${path.join(".")}`);
  if (value === undefined && !(last in target)) throw new Error(`the template has no ${path.join(".")} to take away`);
  if (value === undefined) delete target[last];
  else target[last] = value;
}

function isRecord(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

function describeChange({ type, path = [], value, added }: BadTemplate): string {
  if (added !== undefined) return `one more ${added.Type} ${JSON.stringify(added.Properties)}`;
  const said = value === undefined ? "left out" : JSON.stringify(value);
  return `${type} with ${path.join(".")} ${said}`;
}
