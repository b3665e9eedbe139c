import { expect, it } from "vitest";
import { ALARM_IDS } from "../../../infra/alarms.ts";
import { at, propertiesOf, resourcesOf, synthesizeApp, synthesizeConstruct, type Template } from "./template.ts";

const template = synthesizeApp();

/** The body with what CloudFormation puts in written as `<logical id>`. */
function bodyOf(from: Template): { widgets: { type: string; properties: Record<string, unknown> }[] } {
  const parts: unknown = at(propertiesOf(from, "AWS::CloudWatch::Dashboard"), "DashboardBody", "Fn::Join", 1);
  if (!Array.isArray(parts)) throw new Error("the body is not joined");
  const text = parts.map((part) =>
    typeof part === "string" ? part : `<${Object.values(Object(part)).flat().join(".")}>`,
  );
  return JSON.parse(text.join(""));
}

it("is one, begins with the ten alarms, and shows each once", () => {
  const [first, ...graphs] = bodyOf(template).widgets;
  const shown: unknown = first?.properties.alarms;
  const alarms = resourcesOf(template, "AWS::CloudWatch::Alarm").map(({ id }) => `<${id}.Arn>`);
  expect(first?.type).toBe("alarm");
  expect(shown).toEqual(expect.arrayContaining(alarms));
  expect(shown).toHaveLength(ALARM_IDS.length);
  expect(graphs.map(({ type }) => type)).toEqual(Array.from({ length: 10 }, () => "metric"));
});

it("looks at this stack's own parts only", () => {
  const metrics = bodyOf(template).widgets.flatMap(({ properties }) =>
    Array.isArray(properties.metrics) ? properties.metrics : [],
  );
  expect(metrics.length).toBeGreaterThan(30);
  for (const metric of metrics) expect(JSON.stringify(metric)).toMatch(/"<Latchkey[^>]+>"/);
});

it("is one for each stack and Region of an account", () => {
  expect(propertiesOf(template, "AWS::CloudWatch::Dashboard").DashboardName).toEqual({
    "Fn::Join": ["", ["Latchkey-", { Ref: "AWS::Region" }]],
  });
  const mine = synthesizeConstruct(() => ({}));
  expect(propertiesOf(mine, "AWS::CloudWatch::Dashboard").DashboardName).toEqual({
    "Fn::Join": ["", ["Mine-Latchkey-", { Ref: "AWS::Region" }]],
  });
});

it("does without alarms that are not made", () => {
  const quiet = synthesizeConstruct(() => ({ alarms: false }));
  expect(bodyOf(quiet).widgets.map(({ type }) => type)).not.toContain("alarm");
});
