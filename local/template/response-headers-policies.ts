import type { Property } from "./property.ts";
import type { Stack } from "./stack.ts";

export interface HeaderRule {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  /** Whether it replaces the header that the origin sent; else it is added where the origin sent none. */
  readonly override: boolean;
}

export interface CorsRules {
  /** `["*"]` or exact origins. */
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds?: number;
  readonly override: boolean;
}

export interface ResponseHeadersPolicy {
  readonly headers: readonly HeaderRule[];
  readonly remove: readonly string[];
  readonly cors?: CorsRules;
}

export function readResponseHeadersPolicies(stack: Stack): Map<string, ResponseHeadersPolicy> {
  return new Map(
    stack
      .ofType("AWS::CloudFront::ResponseHeadersPolicy")
      .map(({ ref, properties }) => [ref, readPolicy(properties.get("ResponseHeadersPolicyConfig"))]),
  );
}

function readPolicy(config: Property): ResponseHeadersPolicy {
  const custom = config.find("CustomHeadersConfig")?.get("Items").items() ?? [];
  const security = config.find("SecurityHeadersConfig");
  const cors = config.find("CorsConfig");
  return {
    headers: [
      ...custom.map((item) => ({
        name: item.get("Header").string().toLowerCase(),
        value: item.get("Value").string(),
        override: item.get("Override").boolean(),
      })),
      ...(security === undefined ? [] : readSecurityHeaders(security)),
    ],
    remove: (config.find("RemoveHeadersConfig")?.get("Items").items() ?? []).map((item) =>
      item.get("Header").string().toLowerCase(),
    ),
    ...(cors === undefined ? {} : { cors: readCors(cors) }),
  };
}

/** Each member of `SecurityHeadersConfig`, the header that it stands for, and how its value is written. */
const SECURITY_HEADERS: Readonly<Record<string, { name: string; value(setting: Property): string }>> = {
  ContentSecurityPolicy: {
    name: "content-security-policy",
    value: (setting) => setting.get("ContentSecurityPolicy").string(),
  },
  ContentTypeOptions: { name: "x-content-type-options", value: () => "nosniff" },
  FrameOptions: { name: "x-frame-options", value: (setting) => setting.get("FrameOption").string() },
  ReferrerPolicy: { name: "referrer-policy", value: (setting) => setting.get("ReferrerPolicy").string() },
  StrictTransportSecurity: { name: "strict-transport-security", value: formatStrictTransport },
};

function readSecurityHeaders(config: Property): HeaderRule[] {
  return config.keys().map((key) => {
    const header = SECURITY_HEADERS[key] ?? config.fail(`has ${key}, which the local edge does not implement`);
    const setting = config.get(key);
    return { name: header.name, value: header.value(setting), override: setting.get("Override").boolean() };
  });
}

function formatStrictTransport(setting: Property): string {
  const subdomains = setting.find("IncludeSubdomains")?.boolean() ? "; includeSubDomains" : "";
  const preload = setting.find("Preload")?.boolean() ? "; preload" : "";
  return `max-age=${setting.get("AccessControlMaxAgeSec").number()}${subdomains}${preload}`;
}

function readCors(config: Property): CorsRules {
  const maxAge = config.find("AccessControlMaxAgeSec")?.number();
  return {
    allowOrigins: config.get("AccessControlAllowOrigins").get("Items").strings(),
    allowMethods: config.get("AccessControlAllowMethods").get("Items").strings(),
    allowHeaders: config.get("AccessControlAllowHeaders").get("Items").strings(),
    exposeHeaders: config.find("AccessControlExposeHeaders")?.get("Items").strings() ?? [],
    allowCredentials: config.get("AccessControlAllowCredentials").boolean(),
    ...(maxAge === undefined ? {} : { maxAgeSeconds: maxAge }),
    override: config.get("OriginOverride").boolean(),
  };
}
