import { describe, expect, it } from "vitest";
import { parseRate } from "../../../local/schedule/rate.ts";
import { at, functionsOf, listAt, propertiesOf, resourcesOf, synthesizeApp, synthesizeConstruct } from "./template.ts";

const template = synthesizeApp();
const notices = functionsOf(template).get("expiry-notices");

describe("the schedule of the notices", () => {
  const rule = propertiesOf(template, "AWS::Events::Rule");
  const [permission, ...others] = resourcesOf(template, "AWS::Lambda::Permission").filter(
    ({ Properties }) => Properties.Principal === "events.amazonaws.com",
  );

  it("begins a run of the one function every hour, and no other rule begins anything", () => {
    expect(rule).toMatchObject({ ScheduleExpression: "rate(1 hour)", State: "ENABLED" });
    const target = template.Resources[String(at(rule, "Targets", 0, "Arn", "Fn::GetAtt", 0))];
    expect(target?.Properties).toBe(notices?.properties);
    expect(listAt(rule, "Targets")).toHaveLength(1);
  });

  it("may invoke it, and nothing else may", () => {
    const [{ id } = { id: "" }] = resourcesOf(template, "AWS::Events::Rule");
    expect(permission?.Properties.SourceArn).toEqual({ "Fn::GetAtt": [id, "Arn"] });
    expect(at(permission?.Properties, "FunctionName")).toEqual(at(rule, "Targets", 0, "Arn"));
    expect(others).toEqual([]);
  });

  it("gives each run less time than there is until the next, retries included", () => {
    const retries = propertiesOf(template, "AWS::Lambda::EventInvokeConfig");
    const intervalMs = parseRate(String(rule.ScheduleExpression)) ?? 0;
    expect(retries).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 1800, Qualifier: "$LATEST" });
    const waitsMs = 3 * 60_000;
    expect(3 * Number(notices?.properties.Timeout) * 1000 + waitsMs).toBeLessThan(intervalMs);
  });
});

describe("where webhooks may go", () => {
  const settings = (from: typeof template) =>
    ["webhooks", "expiry-notices"].map((name) =>
      at(functionsOf(from).get(name)?.properties, "Environment", "Variables", "WEBHOOK_ALLOWED_NETWORKS"),
    );

  it("is the public internet, unless whoever deploys says otherwise", () => {
    expect(settings(template)).toEqual([{ Ref: "WebhookAllowedNetworks" }, { Ref: "WebhookAllowedNetworks" }]);
    expect(template.Parameters.WebhookAllowedNetworks).toMatchObject({ Default: "none" });
    expect(settings(synthesizeConstruct(() => ({})))).toEqual(["none", "none"]);
  });

  it("is what the construct is given, besides", () => {
    const networks = ["10.20.0.0/16", "fd12::/32"];
    const given = synthesizeConstruct(() => ({ webhookAllowedNetworks: networks }));
    expect(settings(given)).toEqual(["10.20.0.0/16,fd12::/32", "10.20.0.0/16,fd12::/32"]);
  });

  it.each(["10.0.0.1", "10.0.0.0/33", "10.0.0/8", "fd12::/129", "localhost", ""])(
    "cannot be %j, and the construct says so",
    (network) => {
      expect(() => synthesizeConstruct(() => ({ webhookAllowedNetworks: [network] }))).toThrow(/CIDR notation/);
    },
  );

  it.each([
    ["none", true],
    ["10.20.0.0/16", true],
    ["127.0.0.0/8,::1/128", true],
    ["", false],
    ["10.20.0.0/16,", false],
    ["10.20.0.0/16, ::1/128", false],
    ["example.com/8", false],
    ["everything", false],
  ])("as a parameter, %j is taken: %s", (value, isTaken) => {
    const { AllowedPattern } = template.Parameters.WebhookAllowedNetworks ?? {};
    expect(new RegExp(String(AllowedPattern)).test(value)).toBe(isTaken);
  });
});
