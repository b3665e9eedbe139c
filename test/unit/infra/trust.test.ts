import { describe, expect, it } from "vitest";
import { DEPLOYED_FUNCTION_NAMES } from "../../../infra/deployed-functions.ts";
import { at, functionsOf, listAt, resourcesOf, statementsOf, synthesizeApp } from "./template.ts";

const template = synthesizeApp();
const roles = resourcesOf(template, "AWS::IAM::Role");
const functions = functionsOf(template);

describe("who may use what", () => {
  it.each(roles)("$id is assumed by one service and nobody else", ({ id, Properties }) => {
    const isDelivery = id.includes("DeliveryRole");
    expect(at(Properties, "AssumeRolePolicyDocument", "Statement")).toEqual([
      {
        Action: "sts:AssumeRole",
        Effect: "Allow",
        Principal: { Service: isDelivery ? "firehose.amazonaws.com" : "lambda.amazonaws.com" },
        ...(isDelivery && { Condition: { StringEquals: { "sts:ExternalId": { Ref: "AWS::AccountId" } } } }),
      },
    ]);
  });

  it("a role of a function is the role of that function alone", () => {
    const used = resourcesOf(template, "AWS::Lambda::Function").map(({ Properties }) =>
      String(at(Properties, "Role", "Fn::GetAtt", 0)),
    );
    expect(new Set(used).size).toBe(used.length);
    expect(used.length).toBe(DEPLOYED_FUNCTION_NAMES.length + 1);
  });

  it.each(resourcesOf(template, "AWS::Lambda::Permission"))(
    "$id lets a service invoke one function, for one source of this stack",
    ({ Properties }) => {
      expect(Properties.Action).toBe("lambda:InvokeFunction");
      expect(Properties.Principal).toMatch(/^(apigateway|events|logs|cognito-idp)\.amazonaws\.com$/);
      expect(at(Properties, "FunctionName", "Fn::GetAtt", 1)).toBe("Arn");
      const source = JSON.stringify(Properties.SourceArn);
      const named = [...source.matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^":]+)"/g)].map(([, id = ""]) => id);
      expect(named.filter((id) => id in template.Resources)).not.toEqual([]);
    },
  );
});

describe("a hot function", () => {
  const read = (name: "authorizer" | "embed-load") => {
    const role = functions.get(name)?.role;
    return role === undefined ? [] : statementsOf(role).filter(({ sid }) => sid !== "WriteLogs");
  };
  const rights = (name: "authorizer" | "embed-load") =>
    read(name).map(({ actions, resource, condition }) => [
      ...actions,
      String(at(resource, "Fn::GetAtt", 0)).replace(/^Latchkey|[0-9A-F]{8}$/g, ""),
      ...listAt(condition, "ForAllValues:StringLike", "dynamodb:LeadingKeys"),
    ]);

  it("authorizer finds the token, its owner and workspace, and notes its use: nothing else", () => {
    expect(rights("authorizer")).toEqual([
      ["dynamodb:GetItem", "Directory", "TOKEN#*", "EMBED#*", "SUBJECT#*"],
      ["dynamodb:BatchGetItem", "Directory", "TOKEN#*", "WS#ws_????????????", "USAGE#*"],
      ["dynamodb:UpdateItem", "Directory", "TOKEN#*"],
      ["dynamodb:UpdateItem", "Directory", "USAGE#*"],
      ["dynamodb:UpdateItem", "Directory", "ORIGINS#*"],
    ]);
  });

  it("embed-load reads a configurator's documents and can write nothing", () => {
    expect(rights("embed-load")).toEqual([["dynamodb:GetItem", "Catalogue", "WS#*#CONFIGURATOR#*"]]);
  });
});
