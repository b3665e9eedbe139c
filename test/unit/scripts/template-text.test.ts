import { describe, expect, it } from "vitest";
import { createTemplateText } from "../../../scripts/generate/template-text.ts";

function textOf(resources: Readonly<Record<string, unknown>>): string {
  return createTemplateText({ Resources: resources }).content;
}

const BUCKET = { Type: "AWS::S3::Bucket", Properties: { Name: "one" }, DeletionPolicy: "Retain" };

describe("the template as text", () => {
  it("is the same for every order of the same template", () => {
    const other = { DeletionPolicy: "Retain", Properties: { Name: "one" }, Type: "AWS::S3::Bucket" };
    expect(textOf({ B: BUCKET, A: BUCKET })).toBe(textOf({ A: other, B: other }));
  });

  it("keeps the order of lists, which CloudFormation may heed", () => {
    const list = (values: string[]) => textOf({ A: { Type: "X", Properties: { List: values } } });
    expect(list(["b", "a"])).not.toBe(list(["a", "b"]));
  });

  it("shows a retention policy beside the properties", () => {
    expect(textOf({ A: BUCKET })).toContain("A: {(DeletionPolicy): Retain, Name: one}");
  });

  it("writes references into the text that they are a part of", () => {
    const arn = { "Fn::Join": ["", ["arn:", { Ref: "AWS::Partition" }, ":s3:::", { "Fn::GetAtt": ["A", "Name"] }]] };
    expect(textOf({ B: { Type: "X", Properties: { Arn: arn } } })).toContain(
      `Arn: arn:${"$"}{AWS::Partition}:s3:::${"$"}{A.Name}`,
    );
  });

  it("says nothing of what every build changes", () => {
    const built = (hash: string, version: string) =>
      textOf({
        F: {
          Type: "X",
          Properties: {
            Code: { S3Key: `${hash.repeat(64)}.zip` },
            Environment: { VERSION: version, SCRIPT: `/assets/embed.${hash.repeat(12)}.js`, SRI: `sha384-${hash}` },
          },
        },
      });
    expect(built("a", "1.0.0")).toBe(built("b", "1.0.1"));
  });

  it("tells a number from a text that looks like one", () => {
    const version = (value: unknown) => textOf({ A: { Type: "X", Properties: { Version: value } } });
    expect(version("2.0")).toContain('Version: "2.0"');
    expect(version(2)).toContain("Version: 2}");
    expect(version("true")).not.toBe(version(true));
  });
});
