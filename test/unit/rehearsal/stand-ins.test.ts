import { describe, expect, it } from "vitest";
import { adaptTemplate } from "../../../rehearsal/stand-ins.ts";
import type { Template } from "../../../rehearsal/template.ts";

const OPTIONS = { endpoint: "https://127.0.0.1:4566", relayPort: 4567 };

function template(): Template {
  return {
    Resources: {
      Pool: { Type: "AWS::Cognito::UserPool" },
      Owner: { Type: "AWS::Cognito::UserPoolUser" },
      Branding: { Type: "AWS::Cognito::ManagedLoginBranding" },
      Files: { Type: "Custom::CDKBucketDeployment", DependsOn: "Owner" },
      Authorizer: {
        Type: "AWS::Lambda::Function",
        DependsOn: ["Owner", "Role"],
        Properties: {
          Environment: {
            Variables: {
              ISSUER_URL: { "Fn::GetAtt": ["Pool", "ProviderURL"] },
              ISSUER_JWKS_URI: { "Fn::If": ["HasIssuer", { Ref: "IssuerJwksUri" }, "https://keys.example.com"] },
            },
          },
        },
      },
      Alarm: {
        Type: "AWS::CloudWatch::Alarm",
        Properties: {
          AlarmName: "Latchkey-api-5xx",
          Threshold: 5,
          Metrics: [
            { Id: "sum", Expression: "m0 + m1" },
            {
              Id: "m0",
              MetricStat: { Metric: { MetricName: "Errors", Namespace: "AWS/Lambda" }, Period: 300, Stat: "Sum" },
            },
            {
              Id: "m1",
              MetricStat: { Metric: { MetricName: "Throttles", Namespace: "AWS/Lambda" }, Period: 300, Stat: "Sum" },
            },
          ],
        },
      },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          Statement: [
            {
              Action: "kms:Sign",
              Condition: { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256", "kms:MessageType": "DIGEST" } },
            },
            {
              Action: "dynamodb:GetItem",
              Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["TOKEN#*"] } },
            },
          ],
        },
      },
      Distribution: {
        Type: "AWS::CloudFront::Distribution",
        Properties: {
          Origins: [
            {
              Id: "api",
              DomainName: "api.example.com",
              CustomOriginConfig: { OriginProtocolPolicy: "https-only" },
              OriginCustomHeaders: ["secret"],
            },
            { Id: "files", DomainName: "files.example.com" },
          ],
        },
      },
    },
  };
}

describe("a template that is adapted for the emulator", () => {
  it("loses the types that the emulator lacks, with what depends on them", () => {
    const adapted = template();
    adaptTemplate(adapted, OPTIONS);
    expect(Object.keys(adapted.Resources)).toEqual(["Pool", "Authorizer", "Alarm", "Role", "Distribution"]);
    expect(adapted.Resources.Authorizer?.DependsOn).toEqual(["Role"]);
  });

  it("keeps every right, the issuer's name and the secret of the distribution", () => {
    const adapted = template();
    adaptTemplate(adapted, OPTIONS);
    expect(adapted.Resources.Role?.Properties?.Statement).toEqual([
      { Action: "kms:Sign", Condition: { StringEquals: {} } },
      { Action: "dynamodb:GetItem", Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["TOKEN#*"] } } },
    ]);
    expect(JSON.stringify(adapted.Resources.Authorizer?.Properties)).toContain("https://cognito-idp.");
    expect(adapted.Resources.Distribution?.Properties?.Origins).toEqual([
      {
        Id: "api",
        DomainName: "localhost",
        CustomOriginConfig: { OriginProtocolPolicy: "http-only", HTTPPort: 4567 },
        OriginCustomHeaders: ["secret"],
      },
      { Id: "files", DomainName: "files.example.com" },
    ]);
  });

  it("keeps an alarm on an expression, on the first of its metrics", () => {
    const adapted = template();
    adaptTemplate(adapted, OPTIONS);
    expect(adapted.Resources.Alarm).toEqual({
      Type: "AWS::CloudWatch::Alarm",
      Properties: {
        AlarmName: "Latchkey-api-5xx",
        Threshold: 5,
        MetricName: "Errors",
        Namespace: "AWS/Lambda",
        Period: 300,
        Statistic: "Sum",
      },
    });
  });

  it("comes with a line for everything that was changed", () => {
    const told = adaptTemplate(template(), OPTIONS).map(({ what }) => what);
    expect(told).toHaveLength(8);
    expect(told).toContain("AWS::Cognito::UserPoolUser");
    expect(told).toContain("condition keys kms:SigningAlgorithm and kms:MessageType");
  });

  it.each(["ISSUER_JWKS_URI", "ProviderURL", "CustomOriginConfig", "kms:SigningAlgorithm"])(
    "is not accepted when it has no %s any more: the stand-in would stand for nothing",
    (name) => {
      const other: Template = JSON.parse(JSON.stringify(template()).replaceAll(name, "Renamed"));
      expect(() => adaptTemplate(other, OPTIONS)).toThrow(`the template has no ${name} any more`);
    },
  );
});
