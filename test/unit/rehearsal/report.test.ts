import { describe, expect, it } from "vitest";
import { describeTypes } from "../../../rehearsal/report.ts";

const original = {
  Resources: {
    Api: { Type: "AWS::ApiGatewayV2::Api" },
    First: { Type: "AWS::SQS::Queue" },
    Second: { Type: "AWS::SQS::Queue" },
    Owner: { Type: "AWS::Cognito::UserPoolUser" },
  },
};
const standIns = [{ what: "AWS::Cognito::UserPoolUser", why: "unknown", instead: "a call" }];

function resource(logicalId: string, type: string, status = "CREATE_COMPLETE") {
  return { logicalId, physicalId: logicalId, type, status };
}

describe("the report of a rehearsal", () => {
  it("tells each type once, as deployed, replaced or unsupported", () => {
    const seen = [
      resource("Api", "AWS::ApiGatewayV2::Api", "UPDATE_COMPLETE"),
      resource("First", "AWS::SQS::Queue"),
      resource("Second", "AWS::SQS::Queue", "CREATE_FAILED"),
    ];
    expect(describeTypes(original, seen, standIns)).toEqual([
      { type: "AWS::ApiGatewayV2::Api", count: 1, became: "deployed" },
      { type: "AWS::Cognito::UserPoolUser", count: 1, became: "replaced" },
      { type: "AWS::SQS::Queue", count: 2, became: "unsupported: 1 of 2 were not made" },
    ]);
  });

  it("finds a type that nothing was made of", () => {
    const [api] = describeTypes(original, [], standIns);
    expect(api?.became).toBe("unsupported: 1 of 1 were not made");
  });
});
