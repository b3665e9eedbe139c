import { Duration, type SecretValue, Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { ICertificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Function as CloudFrontFunction,
  Distribution,
  type ErrorResponse,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HttpVersion,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { AaaaRecord, ARecord, type IHostedZone, RecordTarget } from "aws-cdk-lib/aws-route53";
import { CloudFrontTarget } from "aws-cdk-lib/aws-route53-targets";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { consoleBehaviors } from "./console-pages.ts";
import { STRICT_TRANSPORT } from "./security-headers.ts";

export interface CustomDomain {
  readonly name: string;
  /** Must be in us-east-1, where CloudFront looks for certificates. */
  readonly certificate: ICertificate;
  /**
   * Where the name's records are made.
   * @default - nowhere: point the name at the distribution yourself
   */
  readonly hostedZone?: IHostedZone;
}

export interface EdgeProps {
  readonly api: HttpApi;
  /** Shown to the API with every request: see `edge-secret.ts`. */
  readonly secret: SecretValue;
  /** Holds the files of embed and console: see `site-files.ts`. */
  readonly siteFiles: IBucket;
  /** What the console asks while signing in, with spaces between. */
  readonly signInOrigins: string;
  /** Longest time that the edge may keep a loaded configurator; 0 keeps nothing. */
  readonly edgeCacheSeconds: number;
  readonly domain?: CustomDomain | undefined;
  readonly webAclArn?: string | undefined;
}

/** Every error status that CloudFront would otherwise keep for 10 seconds. */
const ERROR_STATUSES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] as const;

/** The front door: API, embed files and console under one name. The only cache of answers in the whole product is here. */
export function createEdge(scope: Construct, props: EdgeProps): Distribution {
  const parent = new Construct(scope, "Edge");
  const { region, urlSuffix } = Stack.of(scope);
  const apiOrigin = new HttpOrigin(`${props.api.apiId}.execute-api.${region}.${urlSuffix}`, {
    // The template holds a reference to the secret, and CloudFormation puts the value in its place.
    customHeaders: { "latchkey-edge-secret": props.secret.unsafeUnwrap() },
  });
  const api = apiBehavior(parent, apiOrigin);
  const files = filesBehavior(parent, props.siteFiles);
  const distribution = new Distribution(parent, "Distribution", {
    comment: "Latchkey",
    httpVersion: HttpVersion.HTTP2_AND_3,
    defaultBehavior: api,
    additionalBehaviors: {
      ...(props.edgeCacheSeconds > 0 && {
        "embed/v1/configurators/*": cachedBehavior(parent, api, props.edgeCacheSeconds),
      }),
      "embed.js": files,
      "assets/*": files,
      ...consoleBehaviors(parent, files, props.signInOrigins),
    },
    errorResponses: ERROR_STATUSES.map((httpStatus): ErrorResponse => ({ httpStatus, ttl: Duration.seconds(0) })),
    ...(props.webAclArn !== undefined && { webAclId: props.webAclArn }),
    ...(props.domain && {
      domainNames: [props.domain.name],
      certificate: props.domain.certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
  });
  acknowledgeFindings(distribution, props);
  if (props.domain?.hostedZone !== undefined)
    createRecords(parent, distribution, props.domain.name, props.domain.hostedZone);
  return distribution;
}

/** For IPv4 and IPv6. */
function createRecords(scope: Construct, distribution: Distribution, recordName: string, zone: IHostedZone): void {
  const target = RecordTarget.fromAlias(new CloudFrontTarget(distribution));
  // With a full stop the name is whole, and not below the zone's.
  new ARecord(scope, "Ipv4Record", { zone, recordName: `${recordName}.`, target });
  new AaaaRecord(scope, "Ipv6Record", { zone, recordName: `${recordName}.`, target });
}

/** Nothing is cached and the API sees the request as it was sent, except for the name of the host. */
function apiBehavior(scope: Construct, origin: HttpOrigin): BehaviorOptions {
  return {
    origin,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    // No redirect: by the time it was answered, a token would have gone over the wire in the clear.
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    functionAssociations: [
      {
        eventType: FunctionEventType.VIEWER_REQUEST,
        function: new CloudFrontFunction(scope, "ViewerAddress", {
          comment: "Latchkey: tells the API whom CloudFront talks to",
          runtime: FunctionRuntime.JS_2_0,
          code: FunctionCode.fromInline(VIEWER_ADDRESS_CODE),
        }),
      },
    ],
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, "ApiHeaders", {
      comment: "Latchkey API",
      securityHeadersBehavior: {
        ...STRICT_TRANSPORT,
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      },
    }),
  };
}

/**
 * CloudFront's own header with the viewer's address cannot be asked for together with "all headers but Host", so a function writes one. It
 * replaces what the viewer may have written there. The bare name leads to the console, for people.
 */
const VIEWER_ADDRESS_CODE = `function handler(event) {
  var request = event.request;
  if (request.uri === "/") return { statusCode: 302, statusDescription: "Found", headers: { location: { value: "/console/" } } };
  request.headers["latchkey-viewer-address"] = { value: event.viewer.ip };
  return request;
}
`;

/**
 * Loading a configurator. The cache key holds everything that the decision depends on, so an answer that one origin and
 * one token were allowed is found by the same origin and token only. The function says for how long, up to the limit.
 */
function cachedBehavior(scope: Construct, api: BehaviorOptions, edgeCacheSeconds: number): BehaviorOptions {
  return {
    ...api,
    // No decision about a public token depends on the caller's address, and an answer from the cache had another caller.
    functionAssociations: [],
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
    cachePolicy: new CachePolicy(scope, "ConfiguratorCache", {
      comment: "Latchkey configurator loads",
      headerBehavior: CacheHeaderBehavior.allowList("Origin", "Authorization"),
      queryStringBehavior: CacheQueryStringBehavior.all(),
      cookieBehavior: CacheCookieBehavior.none(),
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(edgeCacheSeconds),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    }),
    // The rest of what a preflight says. No other header reaches the API, so no answer can depend on one.
    originRequestPolicy: OriginRequestPolicy.CORS_S3_ORIGIN,
    // Paid for with each load, so nothing about pages: no frame shows JSON, and the script tag's own file says that the host is for TLS only.
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, "LoadHeaders", {
      comment: "Latchkey configurator loads",
      securityHeadersBehavior: { contentTypeOptions: { override: true } },
    }),
  };
}

/** Hashed files and the embed: readable by every page, with SRI, whatever that page's own isolation policy is. */
function filesBehavior(scope: Construct, bucket: IBucket): BehaviorOptions {
  return {
    origin: S3BucketOrigin.withOriginAccessControl(bucket),
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, "FileHeaders", {
      comment: "Latchkey files",
      corsBehavior: {
        accessControlAllowOrigins: ["*"],
        accessControlAllowMethods: ["GET", "HEAD"],
        accessControlAllowHeaders: ["*"],
        accessControlAllowCredentials: false,
        originOverride: true,
      },
      customHeadersBehavior: {
        customHeaders: [
          {
            header: "cross-origin-resource-policy",
            value: "cross-origin",
            override: true,
          },
        ],
      },
      securityHeadersBehavior: STRICT_TRANSPORT,
    }),
  };
}

function acknowledgeFindings(distribution: Distribution, { domain, webAclArn }: EdgeProps): void {
  acknowledge(
    distribution,
    "AwsSolutions-CFR1",
    "Shoppers come from every country, and domains on a token's list decide who may load.",
  );
  if (webAclArn === undefined) {
    acknowledge(
      distribution,
      "AwsSolutions-CFR2",
      "A web ACL costs a fixed sum each month; the API is throttled, and the prop `webAcl` puts one in front.",
    );
  }
  acknowledge(
    distribution,
    "AwsSolutions-CFR3",
    "CloudFront's access logs hold query strings, and public tokens travel in them. The API has its own access log without.",
  );
  if (!domain) {
    acknowledge(
      distribution,
      "AwsSolutions-CFR4",
      "CloudFront's own certificate fixes the lowest TLS version. With the prop `domain` it is TLS 1.2.",
    );
  }
}
