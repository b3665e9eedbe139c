import { describe, expect, it } from "vitest";
import { parseRate } from "../../../local/schedule/rate.ts";
import { at, functionsOf, listAt, resourcesOf, synthesizeApp, synthesizeConstruct } from "./template.ts";

const template = synthesizeApp();
const RUNS = ["expiry-notices", "billing-run", "counting", "file-cleanup"];
const EVERY_HOUR = { rate: "rate(1 hour)", retries: 2, eventAgeSeconds: 1800, waitsMs: 3 * 60_000 };
/** The next run does what this one did not. */
const EVERY_MINUTE = { rate: "rate(1 minute)", retries: 0, eventAgeSeconds: 60, waitsMs: 0 };
const rules = resourcesOf(template, "AWS::Events::Rule");

it("every run has a rule of its own, and no other rule begins anything", () => {
  const begun = rules.map(({ Properties }) => at(Properties, "Targets", 0, "Arn", "Fn::GetAtt", 0));
  const runs = begun.map((id) => template.Resources[String(id)]?.Properties);
  expect(runs).toEqual(RUNS.map((name) => functionsOf(template).get(name)?.properties));
});

const schedules = RUNS.map((name, position) => ({
  name,
  rule: rules[position],
  ...(name === "counting" ? EVERY_MINUTE : EVERY_HOUR),
}));

describe.each(schedules)(
  "the schedule of $name",
  ({ name, rule, rate, retries: retriesMax, eventAgeSeconds, waitsMs }) => {
    const functionArn = at(rule?.Properties, "Targets", 0, "Arn");

    it(`begins runs as often as it should: ${rate}`, () => {
      expect(rule?.Properties).toMatchObject({ ScheduleExpression: rate, State: "ENABLED" });
      expect(listAt(rule?.Properties, "Targets")).toHaveLength(1);
    });

    it("may invoke it, and nothing else may", () => {
      const permissions = resourcesOf(template, "AWS::Lambda::Permission").filter(
        ({ Properties }) => JSON.stringify(Properties.FunctionName) === JSON.stringify(functionArn),
      );
      expect(permissions.map(({ Properties }) => Properties)).toEqual([
        expect.objectContaining({
          Principal: "events.amazonaws.com",
          SourceArn: { "Fn::GetAtt": [rule?.id, "Arn"] },
        }),
      ]);
    });

    it("gives each run less time than there is until the next, retries included", () => {
      const [retries, ...others] = resourcesOf(template, "AWS::Lambda::EventInvokeConfig").filter(
        ({ Properties }) => at(Properties, "FunctionName", "Ref") === at(functionArn, "Fn::GetAtt", 0),
      );
      expect(others).toEqual([]);
      expect(retries?.Properties).toMatchObject({
        MaximumRetryAttempts: retriesMax,
        MaximumEventAgeInSeconds: eventAgeSeconds,
        Qualifier: "$LATEST",
      });
      const intervalMs = parseRate(String(rule?.Properties.ScheduleExpression)) ?? 0;
      const timeoutMs = Number(functionsOf(template).get(name)?.properties.Timeout) * 1000;
      expect((retriesMax + 1) * timeoutMs + waitsMs).toBeLessThan(intervalMs);
    });
  },
);

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
