import { describe, expect, it } from "vitest";
import { at, listAt, propertiesOf, resourcesOf, synthesizeApp } from "./template.ts";

const template = synthesizeApp();
const [bucket] = resourcesOf(template, "AWS::S3::Bucket").filter(({ id }) => id.includes("SiteFiles"));

describe("the bucket of embed and console", () => {
  it("is read through origin access control, and by nobody else", () => {
    expect(bucket?.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const distribution = at(propertiesOf(template, "AWS::CloudFront::Distribution"), "DistributionConfig");
    expect(listAt(distribution, "Origins")).toHaveLength(2);
    expect(listAt(distribution, "Origins")[1]).toMatchObject({ OriginAccessControlId: expect.anything() });
    const policies = resourcesOf(template, "AWS::S3::BucketPolicy").map(({ Properties }) => Properties);
    const policy = policies.find(({ Bucket }) => at(Bucket, "Ref") === bucket?.id);
    const statements = listAt(policy, "PolicyDocument", "Statement");
    expect(statements.filter((statement) => at(statement, "Effect") === "Allow")).toEqual([
      expect.objectContaining({
        Action: "s3:GetObject",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Condition: { StringEquals: { "AWS:SourceArn": expect.anything() } },
      }),
    ]);
  });

  const deployments = resourcesOf(template, "Custom::CDKBucketDeployment");

  it("keeps hashed files for ever, the script that names them five minutes, and pages not at all", () => {
    const cached = deployments.map(({ Properties }) => at(Properties, "SystemMetadata", "cache-control"));
    expect(cached).toEqual([
      "public, max-age=31536000, immutable",
      "public, max-age=300",
      "public, max-age=31536000, immutable",
      "public, no-cache",
    ]);
  });

  it("loses nothing to a deployment, and gets what names other files when those are there", () => {
    for (const { Properties } of deployments) {
      expect(Properties).toMatchObject({ Prune: false, DestinationBucketName: { Ref: bucket?.id } });
    }
    const [embedFiles, embedScript, consoleFiles, pages, ...others] = deployments;
    expect(embedScript?.DependsOn).toContain(embedFiles?.id);
    expect(pages?.DependsOn).toContain(consoleFiles?.id);
    expect(others).toEqual([]);
  });
});
