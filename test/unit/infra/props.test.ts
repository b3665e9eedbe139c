import type { Stack } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import { HostedZone } from "aws-cdk-lib/aws-route53";
import { Topic } from "aws-cdk-lib/aws-sns";
import { describe, expect, it } from "vitest";
import type { LatchkeyProps } from "../../../infra/props.ts";
import { at, propertiesOf, resourcesOf, synthesizeConstruct } from "./template.ts";

const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000";

function domainOf(
  stack: Stack,
  name: string,
  { certificate = CERTIFICATE, zoneName = "" } = {},
): Partial<LatchkeyProps> {
  return {
    domain: {
      name,
      certificate: Certificate.fromCertificateArn(stack, "Certificate", certificate),
      ...(zoneName !== "" && {
        hostedZone: HostedZone.fromHostedZoneAttributes(stack, "Zone", { hostedZoneId: "Z1", zoneName }),
      }),
    },
  };
}

/** A prop that cannot be right is told while the app is synthesized, with what to write in place of it. */
const REFUSED: readonly [string, (stack: Stack) => Partial<LatchkeyProps>, RegExp][] = [
  [
    "a misspelt prop",
    // As a program that is not type-checked says it.
    () => Object.fromEntries([["alarm", { email: "on-call@example.com" }]]),
    /^alarm: there is no such prop\. There are alarms, /,
  ],
  ["an owner without an address", () => ({ owner: { email: "Jane" } }), /owner\.email is "Jane", but must be an email/],
  [
    "a domain with its scheme",
    (stack) => domainOf(stack, "https://a.example.com"),
    /without https:\/\/ and without a slash/,
  ],
  ["a domain in capitals", (stack) => domainOf(stack, "Tokens.Example.com"), /must be a host name in lower case/],
  [
    "a certificate of another Region",
    (stack) => domainOf(stack, "a.example.com", { certificate: CERTIFICATE.replace("us-east-1", "eu-west-1") }),
    /takes certificates of us-east-1 only/,
  ],
  [
    "a zone that the name is not in",
    (stack) => domainOf(stack, "tokens.example.com", { zoneName: "ample.com" }),
    /is that of ample\.com, in which tokens\.example\.com cannot be/,
  ],
  ["a rate of 0", () => ({ throttling: { rate: 0, burst: 1 } }), /throttling is 0 a second .* must be above 0/],
  ["half a burst", () => ({ throttling: { rate: 1, burst: 0.5 } }), /the burst a whole number/],
  [
    "a limit of a route that lets nothing through",
    () => ({ routeThrottling: { loadConfigurator: { rate: -1, burst: 10 } } }),
    /routeThrottling\.loadConfigurator is -1 a second/,
  ],
  [
    "a limit of an operation that there is not",
    // As a program without types could say it.
    () => ({ routeThrottling: Object.fromEntries([["loadEverything", { rate: 1, burst: 1 }]]) }),
    /routeThrottling\.loadEverything is no operation: docs\/rights\.md lists/,
  ],
  [
    "no environment at all",
    () => ({ provisionedConcurrency: { authorizer: 0 } }),
    /at least 1\. Leave it out to keep none/,
  ],
  ["half an environment", () => ({ provisionedConcurrency: { embedLoad: 1.5 } }), /embedLoad is 1\.5/],
  ["a managed web ACL in any Region", () => ({ webAcl: "managed" }), /takes web ACLs for CloudFront in us-east-1 only/],
  [
    "a web ACL that is none for CloudFront",
    () => ({ webAcl: { arn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/mine/1" } }),
    /must be that of a web ACL for CloudFront/,
  ],
  ["a network that is none", () => ({ webhookAllowedNetworks: ["10.0.0.0/33"] }), /CIDR notation/],
  [
    "an issuer without TLS",
    () => ({ signIn: { issuerUrl: "http://a.example", clientId: "c", jwksUri: "https://a.example/jwks" } }),
    /signIn\.issuerUrl .* must begin with https/,
  ],
  [
    "two places for alarms",
    (stack) => ({
      alarms: {
        email: "a@example.com",
        topic: Topic.fromTopicArn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:ops"),
      },
    }),
    /leave out one of the two/,
  ],
];

it.each(REFUSED)("refuses %s, and says what to write", (_, props, message) => {
  expect(() => synthesizeConstruct(props)).toThrow(message);
});

describe("the parts of a name that is in Route 53", () => {
  it("are two records at the name itself, also when it is the zone's own", () => {
    const template = synthesizeConstruct((stack) => domainOf(stack, "example.com", { zoneName: "example.com" }));
    const records = resourcesOf(template, "AWS::Route53::RecordSet").map(({ Properties }) => Properties);
    expect(records.map(({ Name, Type }) => [Name, Type])).toEqual([
      ["example.com.", "A"],
      ["example.com.", "AAAA"],
    ]);
  });

  it("are left to the deployer without a zone", () => {
    const template = synthesizeConstruct((stack) => domainOf(stack, "tokens.example.com"));
    expect(resourcesOf(template, "AWS::Route53::RecordSet")).toEqual([]);
  });
});

it("puts a web ACL that is there already in front of everything", () => {
  const arn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/mine/00000000-0000-0000-0000-000000000000";
  const template = synthesizeConstruct(() => ({ webAcl: { arn } }));
  expect(at(propertiesOf(template, "AWS::CloudFront::Distribution"), "DistributionConfig", "WebACLId")).toBe(arn);
  expect(resourcesOf(template, "AWS::WAFv2::WebACL")).toEqual([]);
});

it("keeps nothing ready, limits no route by itself and has no web ACL unless it is told", () => {
  const template = synthesizeConstruct(() => ({}));
  expect(resourcesOf(template, "AWS::Lambda::Alias")).toEqual([]);
  expect(propertiesOf(template, "AWS::ApiGatewayV2::Stage").RouteSettings).toBeUndefined();
  expect(resourcesOf(template, "AWS::WAFv2::WebACL")).toEqual([]);
});
