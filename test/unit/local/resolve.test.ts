// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes Fn::Sub like this
import { describe, expect, it } from "vitest";
import type { Json } from "../../../local/template/json.ts";
import { type ResolveContext, resolveValue } from "../../../local/template/resolve.ts";

const context: ResolveContext = {
  ref: (name) =>
    new Map<string, Json>([
      ["Table", "table-1"],
      ["AWS::Region", "us-east-1"],
      ["Count", "3"],
    ]).get(name),
  attribute: (id, name) =>
    new Map([
      ["Table.Arn", "arn:table-1"],
      ["Made.Data.Id", "made"],
    ]).get(`${id}.${name}`),
  conditions: {
    IsHere: { "Fn::Equals": [{ Ref: "AWS::Region" }, "us-east-1"] },
    IsAway: { "Fn::Not": [{ Condition: "IsHere" }] },
    Both: { "Fn::And": [{ Condition: "IsHere" }, { Condition: "IsAway" }] },
    Either: { "Fn::Or": [{ Condition: "IsAway" }, { Condition: "IsHere" }] },
    Strange: { "Fn::Contains": [["a"], "a"] },
  },
};
const resolve = (value: Json) => resolveValue(value, context, "here");

describe("resolveValue", () => {
  it.each<[Json, Json]>([
    [{ Ref: "Table" }, "table-1"],
    [{ Ref: "AWS::Region" }, "us-east-1"],
    [{ "Fn::GetAtt": ["Table", "Arn"] }, "arn:table-1"],
    [{ "Fn::GetAtt": "Table.Arn" }, "arn:table-1"],
    [{ "Fn::GetAtt": ["Made", "Data.Id"] }, "made"],
    [{ "Fn::Join": ["-", ["a", { Ref: "Table" }, "b"]] }, "a-table-1-b"],
    [{ "Fn::Join": ["", { "Fn::Split": [",", "a,b"] }] }, "ab"],
    [{ "Fn::Select": [1, { "Fn::Split": ["-", { Ref: "Table" }] }] }, "1"],
    [{ "Fn::Select": ["0", ["a", "b"]] }, "a"],
    [{ "Fn::Sub": "${Table}/${Table.Arn}/${!Literal}" }, "table-1/arn:table-1/${Literal}"],
    [{ "Fn::Sub": ["${own}-${Table}", { own: { Ref: "AWS::Region" } }] }, "us-east-1-table-1"],
    [{ "Fn::If": ["IsHere", "yes", "no"] }, "yes"],
    [{ "Fn::If": ["IsAway", "yes", "no"] }, "no"],
    [{ "Fn::If": ["Both", "yes", "no"] }, "no"],
    [{ "Fn::If": ["Either", "yes", "no"] }, "yes"],
    [{ a: [{ b: { Ref: "Count" } }] }, { a: [{ b: "3" }] }],
    [
      { Ref: "Table", and: "more" },
      { Ref: "Table", and: "more" },
    ],
  ])("gives the value of %j", (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it("leaves out what is AWS::NoValue, in objects and lists and as a whole", () => {
    const none = { Ref: "AWS::NoValue" };
    expect(resolve({ a: none, b: [1, none, 2], c: { "Fn::If": ["IsHere", none, "x"] } })).toEqual({ b: [1, 2] });
    expect(resolve(none)).toBeUndefined();
  });

  it.each<[string, Json, RegExp]>([
    [
      "an unknown intrinsic function",
      { "Fn::ImportValue": "x" },
      /Fn::ImportValue\) is an intrinsic function that the local runner does not implement/,
    ],
    ["an unknown one deep inside", { a: [{ "Fn::FindInMap": ["m", "a", "b"] }] }, /here\.a\.0 \(Fn::FindInMap\)/],
    ["a name that does not exist", { Ref: "Missing" }, /refers to Missing/],
    ["an attribute that does not exist", { "Fn::GetAtt": ["Table", "StreamArn"] }, /asks for Table\.StreamArn/],
    ["a name inside Fn::Sub that does not exist", { "Fn::Sub": "${Missing}" }, /refers to Missing/],
    ["an item that does not exist", { "Fn::Select": [2, ["a", "b"]] }, /has no item 2/],
    ["a condition that does not exist", { "Fn::If": ["Missing", 1, 2] }, /condition Missing/],
    ["an unknown condition function", { "Fn::If": ["Strange", 1, 2] }, /Fn::Contains/],
    ["an object where text is needed", { "Fn::Join": ["", [{ a: 1 }]] }, /needs text/],
  ])("refuses %s", (_, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
