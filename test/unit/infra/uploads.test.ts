import { describe, expect, it } from "vitest";
import { at, functionsOf, listAt, resourcesOf, statementsOf, synthesizeApp } from "./template.ts";

const template = synthesizeApp();
const [bucket] = resourcesOf(template, "AWS::S3::Bucket").filter(({ id }) => id.includes("Uploads"));

describe("the bucket of uploads", () => {
  it("is private, encrypted, and outlives the stack", () => {
    expect(bucket?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
    expect(template.Resources[bucket?.id ?? ""]).toMatchObject({ DeletionPolicy: "Retain" });
  });

  it("has a policy that refuses requests without TLS, and lets nobody in", () => {
    const policies = resourcesOf(template, "AWS::S3::BucketPolicy").map(({ Properties }) => Properties);
    const policy = policies.find(({ Bucket }) => at(Bucket, "Ref") === bucket?.id);
    expect(listAt(policy, "PolicyDocument", "Statement")).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  });

  it("takes forms from every page, and no other request of a page", () => {
    expect(bucket?.Properties.CorsConfiguration).toEqual({
      CorsRules: [{ AllowedMethods: ["POST"], AllowedOrigins: ["*"] }],
    });
  });

  it("forgets within a day what was sent and not kept, and leaves alone what was kept", () => {
    expect(at(bucket?.Properties, "LifecycleConfiguration", "Rules")).toEqual([
      { Id: "Pending", Status: "Enabled", Prefix: "pending/", ExpirationInDays: 1 },
      { Id: "Abandoned", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    ]);
  });

  it("keeps no versions: what is deleted is gone", () => {
    expect(bucket?.Properties).not.toHaveProperty("VersioningConfiguration");
  });

  it("can be used by two functions: one writes and reads, in each of two folders, the other deletes what was kept and does nothing else", () => {
    const users = [...functionsOf(template)].flatMap(([name, { role }]) =>
      statementsOf(role)
        .filter(({ actions }) => actions.some((action) => action.startsWith("s3:")))
        .map(({ actions, resource, condition }) => [name, ...actions, resource, condition]),
    );
    const below = (folder: string) => ({ "Fn::Join": ["", [{ "Fn::GetAtt": [bucket?.id, "Arn"] }, `/${folder}/*`]] });
    expect(users).toEqual([
      ["uploads", "s3:PutObject", below("pending"), undefined],
      ["uploads", "s3:GetObject", below("pending"), undefined],
      ["uploads", "s3:PutObject", below("files"), undefined],
      ["uploads", "s3:GetObject", below("files"), undefined],
      ["file-cleanup", "s3:DeleteObject", below("files"), undefined],
    ]);
  });

  it("is named to these functions only, of which one tells everybody where it is and may do nothing with it", () => {
    const told = [...functionsOf(template)].filter(([, { properties }]) =>
      JSON.stringify(properties.Environment).includes(bucket?.id ?? "none"),
    );
    expect(told.map(([name]) => name)).toEqual(["uploads", "meta", "file-cleanup"]);
  });
});
