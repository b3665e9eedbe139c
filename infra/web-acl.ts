import { Stack, Token } from "aws-cdk-lib";
import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";

/**
 * What AWS WAF lets through to CloudFront. A web ACL costs about 5 USD a month, 1 USD for each rule, and 0.60 USD per million requests: more than
 * what Latchkey itself costs at the edge.
 */
export type WebAcl = "managed" | { readonly arn: string };

/** Of one address, within five minutes. A shop behind one address of a company stays far below. */
const REQUESTS_MAX = 5000;
const CLOUDFRONT_REGION = "us-east-1";

/**
 * @returns the ARN of the web ACL
 * @throws Error where it cannot be made, or is none for CloudFront
 */
export function createWebAcl(scope: Construct, webAcl: WebAcl): string {
  if (webAcl !== "managed") return assertForCloudFront(webAcl.arn);
  const { region } = Stack.of(scope);
  if (region !== CLOUDFRONT_REGION) {
    throw new Error(
      `webAcl is "managed", but AWS takes web ACLs for CloudFront in ${CLOUDFRONT_REGION} only, and this stack is ` +
        `${Token.isUnresolved(region) ? "for any Region" : `in ${region}`}. Deploy it with env: { region: "${CLOUDFRONT_REGION}" }, ` +
        "or make the web ACL in a stack there and name it with webAcl: { arn }.",
    );
  }
  return new CfnWebACL(scope, "WebAcl", {
    description: "Latchkey: what CloudFront lets through",
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: visibility("Latchkey"),
    rules: [
      {
        name: "TooManyRequests",
        priority: 0,
        action: { block: { customResponse: { responseCode: 429 } } },
        statement: { rateBasedStatement: { limit: REQUESTS_MAX, aggregateKeyType: "IP" } },
        visibilityConfig: visibility("TooManyRequests"),
      },
      managedRule(1, "AWSManagedRulesAmazonIpReputationList"),
      managedRule(2, "AWSManagedRulesKnownBadInputsRuleSet"),
    ],
  }).attrArn;
}

function managedRule(priority: number, name: string): CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
    visibilityConfig: visibility(name),
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

function assertForCloudFront(arn: string): string {
  if (!Token.isUnresolved(arn) && !/^arn:[a-z-]+:wafv2:us-east-1:[0-9]{12}:global\/webacl\//.test(arn)) {
    throw new Error(
      `webAcl.arn is "${arn}", but must be that of a web ACL for CloudFront: arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>.`,
    );
  }
  return arn;
}
