import { RemovalPolicy } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { describe, expect, it } from "vitest";
import { at, listAt, propertiesOf, resourcesOf, synthesizeConstruct } from "./template.ts";

describe("with every prop given", () => {
  const urls: string[] = [];
  const template = synthesizeConstruct(
    (stack) => ({
      removalPolicy: RemovalPolicy.DESTROY,
      logRetention: RetentionDays.ONE_WEEK,
      throttling: { rate: 50, burst: 20 },
      edgeCacheSeconds: 30,
      domain: {
        name: "latchkey.example.com",
        certificate: Certificate.fromCertificateArn(
          stack,
          "Certificate",
          "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000",
        ),
      },
    }),
    (latchkey) => urls.push(latchkey.baseUrl, latchkey.embedScriptUrl, latchkey.pinnedEmbedScriptUrl),
  );

  it("gives up tables, files and logs with the stack when told so", () => {
    const kept = Object.values(template.Resources).filter(({ DeletionPolicy }) => DeletionPolicy === "Retain");
    expect(kept).toEqual([]);
    for (const { Properties } of resourcesOf(template, "AWS::DynamoDB::GlobalTable")) {
      expect(at(Properties, "Replicas", 0)).not.toMatchObject({ DeletionProtectionEnabled: true });
    }
  });

  it("keeps every log for as long as it is told", () => {
    const logGroups = resourcesOf(template, "AWS::Logs::LogGroup");
    expect(new Set(logGroups.map(({ Properties }) => Properties.RetentionInDays))).toEqual(new Set([7]));
  });

  it("lets through as many requests as it is told", () => {
    expect(propertiesOf(template, "AWS::ApiGatewayV2::Stage")).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20 },
    });
  });

  it("keeps answers at the edge as long as it is told, and tells the functions that promise it", () => {
    expect(at(propertiesOf(template, "AWS::CloudFront::CachePolicy"), "CachePolicyConfig", "MaxTTL")).toBe(30);
    const told = resourcesOf(template, "AWS::Lambda::Function").filter(({ Properties }) =>
      JSON.stringify(Properties).includes('"EDGE_CACHE_SECONDS":"30"'),
    );
    expect(told.map(({ Properties }) => Properties.Description)).toEqual(["Latchkey embed-load", "Latchkey tokens"]);
  });

  it("answers under its own name with TLS 1.2 at least, and hands out addresses under that name", () => {
    expect(at(propertiesOf(template, "AWS::CloudFront::Distribution"), "DistributionConfig")).toMatchObject({
      Aliases: ["latchkey.example.com"],
      ViewerCertificate: { MinimumProtocolVersion: "TLSv1.2_2021" },
    });
    expect(urls).toEqual([
      "https://latchkey.example.com",
      "https://latchkey.example.com/embed.js",
      "https://latchkey.example.com/assets/core.0123abcd.js",
    ]);
  });
});

describe("with edgeCacheSeconds 0 and no name for the workspace", () => {
  const template = synthesizeConstruct(() => ({ edgeCacheSeconds: 0 }));

  it("has no cache of answers at all", () => {
    const distribution = at(propertiesOf(template, "AWS::CloudFront::Distribution"), "DistributionConfig");
    expect(resourcesOf(template, "AWS::CloudFront::CachePolicy")).toEqual([]);
    expect(listAt(distribution, "CacheBehaviors").map((behavior) => at(behavior, "PathPattern"))).toEqual([
      "embed.js",
      "assets/*",
      "console/assets/*",
      "console/preview.html",
      "console",
      "console/*",
      "workspace/*",
      "docs",
      "docs/",
    ]);
  });

  it("names the workspace itself", () => {
    expect(propertiesOf(template, "Custom::LatchkeyBootstrap")).toMatchObject({ workspaceName: "My workspace" });
  });
});

it.each([-1, 61, 1.5, Number.NaN])(
  "refuses to keep answers at the edge for %d seconds, and says why",
  (edgeCacheSeconds) => {
    expect(() => synthesizeConstruct(() => ({ edgeCacheSeconds }))).toThrow(
      /edgeCacheSeconds is .+ must be a whole number from 0 to 60: .*revoked/,
    );
  },
);
