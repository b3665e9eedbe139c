import { formatArn } from "./account.ts";
import {
  type CachePolicy,
  isSelected,
  type OriginRequestPolicy,
  readCachePolicies,
  readOriginRequestPolicies,
} from "./cache-policies.ts";
import type { Property } from "./property.ts";
import { type ResponseHeadersPolicy, readResponseHeadersPolicies } from "./response-headers-policies.ts";
import type { Stack } from "./stack.ts";
import { TemplateError } from "./template-error.ts";
import { readAssociation, readViewerFunctions, type ViewerFunction } from "./viewer-functions.ts";

export interface LocalDistribution {
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  /** In the order in which they are tried; the default behavior is the last one, with the pattern `*`. */
  readonly behaviors: readonly Behavior[];
  /** How long an answer with this status may be kept; `ERROR_TTL_SECONDS_DEFAULT` for a status that is not listed. */
  readonly errorTtlSeconds: ReadonlyMap<number, number>;
}

export interface Behavior {
  /** Without a leading slash; `*` and `?` are wildcards. */
  readonly pathPattern: string;
  readonly allowedMethods: readonly string[];
  readonly compress: boolean;
  readonly cachePolicy: CachePolicy;
  readonly originRequestPolicy?: OriginRequestPolicy;
  readonly responseHeadersPolicy?: ResponseHeadersPolicy;
  /** Runs on each request, before the cache. */
  readonly viewerFunction?: ViewerFunction;
  readonly origin: Origin;
}

export interface Origin {
  /** Name of an API or of a bucket. */
  readonly domainName: string;
  readonly kind: "http" | "s3";
  /** Put before every path; empty or with a leading slash. */
  readonly path: string;
  /** Lower case name -> value; set on every request to the origin. */
  readonly customHeaders: Readonly<Record<string, string>>;
}

/** What CloudFront does with a status that `CustomErrorResponses` does not name. */
export const ERROR_TTL_SECONDS_DEFAULT = 10;

/** @throws TemplateError unless the stack has one distribution made of parts that the local edge implements */
export function readDistribution(stack: Stack): LocalDistribution {
  const [resource, ...others] = stack.ofType("AWS::CloudFront::Distribution");
  if (resource === undefined || others.length > 0)
    throw new TemplateError("the local runner runs exactly one CloudFront distribution");
  const config = resource.properties.get("DistributionConfig");
  if (!config.get("Enabled").boolean()) config.get("Enabled").fail("must be true");

  const policies: Policies = {
    cache: readCachePolicies(stack),
    originRequest: readOriginRequestPolicies(stack),
    responseHeaders: readResponseHeadersPolicies(stack),
    viewerFunctions: readViewerFunctions(stack),
    origins: new Map(
      config
        .get("Origins")
        .items()
        .map((origin) => [origin.get("Id").string(), readOrigin(origin, stack)]),
    ),
  };
  const listed = config.find("CacheBehaviors")?.items() ?? [];
  return {
    id: resource.ref,
    arn: formatArn("cloudfront", `distribution/${resource.ref}`, { region: "" }),
    domainName: resource.attributes.DomainName ?? resource.ref,
    behaviors: [
      ...listed.map((behavior) => readBehavior(behavior, behavior.get("PathPattern").string(), policies)),
      readBehavior(config.get("DefaultCacheBehavior"), "*", policies),
    ],
    errorTtlSeconds: new Map((config.find("CustomErrorResponses")?.items() ?? []).map(readErrorTtl)),
  };
}

interface Policies {
  readonly cache: ReadonlyMap<string, CachePolicy>;
  readonly originRequest: ReadonlyMap<string, OriginRequestPolicy>;
  readonly responseHeaders: ReadonlyMap<string, ResponseHeadersPolicy>;
  readonly viewerFunctions: ReadonlyMap<string, ViewerFunction>;
  readonly origins: ReadonlyMap<string, Origin>;
}

function readBehavior(behavior: Property, pathPattern: string, policies: Policies): Behavior {
  const cachedMethods = behavior.find("CachedMethods")?.strings() ?? [];
  if (cachedMethods.includes("OPTIONS")) behavior.fail("caches OPTIONS, which the local edge does not implement");
  const originRequestPolicy = lookUp(behavior.find("OriginRequestPolicyId"), policies.originRequest);
  const responseHeadersPolicy = lookUp(behavior.find("ResponseHeadersPolicyId"), policies.responseHeaders);
  const viewerFunction = readAssociation(behavior, policies.viewerFunctions);
  const origin = lookUp(behavior.get("TargetOriginId"), policies.origins) ?? behavior.fail("has no origin");
  if (origin.kind === "http" && originRequestPolicy !== undefined && isSelected(originRequestPolicy.headers, "host")) {
    behavior.fail("hands the viewer's Host header to the API, which answers its own name only");
  }
  return {
    pathPattern: pathPattern.replace(/^\//, ""),
    allowedMethods: behavior.find("AllowedMethods")?.strings() ?? ["GET", "HEAD"],
    compress: behavior.find("Compress")?.boolean() ?? false,
    cachePolicy: lookUp(behavior.get("CachePolicyId"), policies.cache) ?? behavior.fail("has no cache policy"),
    origin,
    ...(originRequestPolicy === undefined ? {} : { originRequestPolicy }),
    ...(responseHeadersPolicy === undefined ? {} : { responseHeadersPolicy }),
    ...(viewerFunction === undefined ? {} : { viewerFunction }),
  };
}

function lookUp<Value>(id: Property | undefined, known: ReadonlyMap<string, Value>): Value | undefined {
  if (id === undefined) return undefined;
  return known.get(id.string()) ?? id.fail(`is ${id.string()}, which the local edge does not know`);
}

function readOrigin(origin: Property, stack: Stack): Origin {
  const headers = (origin.find("OriginCustomHeaders")?.items() ?? []).map(
    (header) => [header.get("HeaderName").string().toLowerCase(), header.get("HeaderValue").string()] as const,
  );
  const common = {
    domainName: origin.get("DomainName").string(),
    path: origin.find("OriginPath")?.string() ?? "",
    customHeaders: Object.fromEntries(headers),
  };
  const s3 = origin.find("S3OriginConfig");
  if (s3 === undefined) {
    origin.get("CustomOriginConfig").get("OriginProtocolPolicy").string();
    return { ...common, kind: "http" };
  }
  if (s3.find("OriginAccessIdentity")?.string())
    s3.fail("uses an origin access identity; the local edge implements origin access control");
  assertSigned(origin.get("OriginAccessControlId"), stack);
  return { ...common, kind: "s3" };
}

function assertSigned(id: Property, stack: Stack): void {
  const control = stack.ofType("AWS::CloudFront::OriginAccessControl").find((resource) => resource.ref === id.string());
  const config =
    control?.properties.get("OriginAccessControlConfig") ?? id.fail("is not an origin access control of this stack");
  const isSigned =
    config.get("OriginAccessControlOriginType").string() === "s3" &&
    config.get("SigningBehavior").string() === "always";
  if (!isSigned) config.fail("must sign every request to S3");
}

function readErrorTtl(response: Property): [number, number] {
  return [
    response.get("ErrorCode").number(),
    response.find("ErrorCachingMinTTL")?.number() ?? ERROR_TTL_SECONDS_DEFAULT,
  ];
}
