import { App, CfnOutput, Stack } from "aws-cdk-lib";
import { Certificate, CertificateValidation } from "aws-cdk-lib/aws-certificatemanager";
import { HostedZone } from "aws-cdk-lib/aws-route53";
import { buildAssets, Latchkey } from "../infra/index.ts";

/**
 * Under a name of the company's own, with its records in Route 53. CloudFront takes certificates from us-east-1 only, so the certificate has a
 * stack there, wherever the other one is.
 */
const NAME = "tokens.example.com";
const ACCOUNT = "111122223333";
const ZONE = { hostedZoneId: "Z0123456789EXAMPLE", zoneName: "example.com" };

const app = new App();

const names = new Stack(app, "TokensCertificate", {
  env: { account: ACCOUNT, region: "us-east-1" },
  crossRegionReferences: true,
});
const certificate = new Certificate(names, "Certificate", {
  domainName: NAME,
  validation: CertificateValidation.fromDns(HostedZone.fromHostedZoneAttributes(names, "Zone", ZONE)),
});

const stack = new Stack(app, "Tokens", {
  env: { account: ACCOUNT, region: "eu-central-1" },
  crossRegionReferences: true,
});
const latchkey = new Latchkey(stack, "Latchkey", {
  assets: await buildAssets(),
  owner: { email: "owner@example.com" },
  domain: {
    name: NAME,
    certificate,
    hostedZone: HostedZone.fromHostedZoneAttributes(stack, "Zone", ZONE),
  },
});
new CfnOutput(stack, "ConsoleUrl", { value: latchkey.consoleUrl });
new CfnOutput(stack, "BaseUrl", { value: latchkey.baseUrl });
new CfnOutput(stack, "DistributionDomain", { value: latchkey.distribution.distributionDomainName });
