import type { Property } from "./property.ts";
import type { Stack } from "./stack.ts";

/** Which of a set of names is meant: headers and query parameters of cache and origin request policies. */
export type Selection =
  | { readonly kind: "none" }
  | { readonly kind: "all" }
  | { readonly kind: "only"; readonly names: readonly string[] }
  | { readonly kind: "except"; readonly names: readonly string[] };

export interface CachePolicy {
  readonly minTtlSeconds: number;
  readonly defaultTtlSeconds: number;
  readonly maxTtlSeconds: number;
  /** Names in lower case. */
  readonly headers: Selection;
  readonly queryStrings: Selection;
  readonly brotli: boolean;
  readonly gzip: boolean;
}

/** What goes to the origin beyond the cache key. */
export interface OriginRequestPolicy {
  /** Names in lower case. */
  readonly headers: Selection;
  readonly queryStrings: Selection;
  readonly cookies: Selection;
}

const NONE: Selection = { kind: "none" };
const ALL: Selection = { kind: "all" };

/** CloudFront's own policies, by their published ids; only those whose content is known here. */
const MANAGED_CACHE_POLICIES: Readonly<Record<string, CachePolicy>> = {
  // CachingDisabled
  "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": {
    minTtlSeconds: 0,
    defaultTtlSeconds: 0,
    maxTtlSeconds: 0,
    headers: NONE,
    queryStrings: NONE,
    brotli: false,
    gzip: false,
  },
  // CachingOptimized
  "658327ea-f89d-4fab-a63d-7e88639e58f6": {
    minTtlSeconds: 1,
    defaultTtlSeconds: 86_400,
    maxTtlSeconds: 31_536_000,
    headers: NONE,
    queryStrings: NONE,
    brotli: true,
    gzip: true,
  },
};

const MANAGED_ORIGIN_REQUEST_POLICIES: Readonly<Record<string, OriginRequestPolicy>> = {
  // AllViewerExceptHostHeader
  "b689b0a8-53d0-40ab-baf2-68738e2966ac": {
    headers: { kind: "except", names: ["host"] },
    queryStrings: ALL,
    cookies: ALL,
  },
  // CORS-S3Origin
  "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": {
    headers: { kind: "only", names: ["origin", "access-control-request-headers", "access-control-request-method"] },
    queryStrings: NONE,
    cookies: NONE,
  },
};

export function readCachePolicies(stack: Stack): Map<string, CachePolicy> {
  const own = stack.ofType("AWS::CloudFront::CachePolicy").map(({ ref, properties }): [string, CachePolicy] => {
    const config = properties.get("CachePolicyConfig");
    const key = config.get("ParametersInCacheKeyAndForwardedToOrigin");
    const cookies = key.get("CookiesConfig").get("CookieBehavior");
    if (cookies.string() !== "none")
      cookies.fail("must be none: the local edge keeps no answer that depends on a cookie");
    return [
      ref,
      {
        minTtlSeconds: config.get("MinTTL").number(),
        defaultTtlSeconds: config.get("DefaultTTL").number(),
        maxTtlSeconds: config.get("MaxTTL").number(),
        headers: readHeaders(key.get("HeadersConfig")),
        queryStrings: readSelection(key.get("QueryStringsConfig"), "QueryStringBehavior", "QueryStrings"),
        brotli: key.find("EnableAcceptEncodingBrotli")?.boolean() ?? false,
        gzip: key.get("EnableAcceptEncodingGzip").boolean(),
      },
    ];
  });
  return new Map([...Object.entries(MANAGED_CACHE_POLICIES), ...own]);
}

export function readOriginRequestPolicies(stack: Stack): Map<string, OriginRequestPolicy> {
  const own = stack
    .ofType("AWS::CloudFront::OriginRequestPolicy")
    .map(({ ref, properties }): [string, OriginRequestPolicy] => {
      const config = properties.get("OriginRequestPolicyConfig");
      return [
        ref,
        {
          headers: readHeaders(config.get("HeadersConfig")),
          queryStrings: readSelection(config.get("QueryStringsConfig"), "QueryStringBehavior", "QueryStrings"),
          cookies: readSelection(config.get("CookiesConfig"), "CookieBehavior", "Cookies"),
        },
      ];
    });
  return new Map([...Object.entries(MANAGED_ORIGIN_REQUEST_POLICIES), ...own]);
}

function readHeaders(config: Property): Selection {
  const selection = readSelection(config, "HeaderBehavior", "Headers");
  if (selection.kind === "none" || selection.kind === "all") return selection;
  const names = selection.names.map((name) => name.toLowerCase());
  const generated = names.find((name) => name.startsWith("cloudfront-"));
  if (generated !== undefined) config.fail(`names ${generated}, which the local edge does not add`);
  return { kind: selection.kind, names };
}

function readSelection(config: Property, behaviorKey: string, namesKey: string): Selection {
  const behavior = config.get(behaviorKey);
  switch (behavior.string()) {
    case "none":
      return NONE;
    case "all":
    case "allViewer":
      return ALL;
    case "whitelist":
      return { kind: "only", names: config.get(namesKey).strings() };
    case "allExcept":
      return { kind: "except", names: config.get(namesKey).strings() };
    default:
      return behavior.fail(`is ${behavior.string()}, which the local edge does not implement`);
  }
}

/** @param name as the selection writes it: headers in lower case */
export function isSelected(selection: Selection, name: string): boolean {
  switch (selection.kind) {
    case "none":
      return false;
    case "all":
      return true;
    case "only":
      return selection.names.includes(name);
    case "except":
      return !selection.names.includes(name);
  }
}
