import { expect, it } from "vitest";
import { parseAccessLine } from "../../../functions/domain/usage/access-line.ts";
import { at, functionsOf, resourcesOf, synthesizeApp } from "./template.ts";

const template = synthesizeApp();
const [filter, ...others] = resourcesOf(template, "AWS::Logs::SubscriptionFilter");
const [stage] = resourcesOf(template, "AWS::ApiGatewayV2::Stage");
const logGroup = at(filter?.Properties, "LogGroupName", "Ref");

it("one function subscribes to the access log, and to nothing else", () => {
  expect(others).toEqual([]);
  const metering = functionsOf(template).get("usage-metering")?.properties;
  expect(template.Resources[String(at(filter?.Properties, "DestinationArn", "Fn::GetAtt", 0))]?.Properties).toBe(
    metering,
  );
  expect(JSON.stringify(at(stage?.Properties, "AccessLogSettings", "DestinationArn"))).toContain(
    `{"Ref":"${logGroup}"}`,
  );
});

it("gets the lines of tokens, and these say all that is metered", () => {
  expect(filter?.Properties.FilterPattern).toBe('{ $.tokenId = "lk*" }');
  const format = String(at(stage?.Properties, "AccessLogSettings", "Format"));
  const values: Readonly<Record<string, string>> = {
    "authorizer.tokenId": "lks_7Qm2ZfP0aBcD",
    "authorizer.workspaceId": "ws_4fK2mZq81LpA",
    routeKey: "GET /v1/tokens",
    status: "200",
    requestTimeEpoch: "1795435200000",
  };
  const line = format.replaceAll(/\$context\.([A-Za-z.]+)/g, (_, name: string) => values[name] ?? "-");
  expect(parseAccessLine(line)).toEqual({
    tokenId: "lks_7Qm2ZfP0aBcD",
    workspaceId: "ws_4fK2mZq81LpA",
    routeKey: "GET /v1/tokens",
    status: 200,
    receivedAtEpochMs: 1_795_435_200_000,
  });
});

it("may be invoked by that log alone, and is before the filter is made", () => {
  const functionArn = JSON.stringify(filter?.Properties.DestinationArn);
  const permissions = resourcesOf(template, "AWS::Lambda::Permission").filter(
    ({ Properties }) => JSON.stringify(Properties.FunctionName) === functionArn,
  );
  expect(permissions.map(({ Properties }) => Properties)).toEqual([
    {
      Action: "lambda:InvokeFunction",
      FunctionName: filter?.Properties.DestinationArn,
      Principal: "logs.amazonaws.com",
      SourceArn: { "Fn::GetAtt": [logGroup, "Arn"] },
    },
  ]);
  expect(filter?.DependsOn).toEqual(permissions.map(({ id }) => id));
});

it("is tried three times, each time for longer than a store that is down for a moment", () => {
  const [retries, ...more] = resourcesOf(template, "AWS::Lambda::EventInvokeConfig").filter(
    ({ Properties }) =>
      at(Properties, "FunctionName", "Ref") === at(filter?.Properties, "DestinationArn", "Fn::GetAtt", 0),
  );
  expect(more).toEqual([]);
  expect(retries?.Properties).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 6 * 60 * 60 });
  expect(functionsOf(template).get("usage-metering")?.properties.Timeout).toBe(300);
});
