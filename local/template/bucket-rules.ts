import type { Property } from "./property.ts";

/** From which pages, and how, a bucket may be used. */
export interface CorsRule {
  readonly methods: readonly string[];
  /** May hold `*`. */
  readonly origins: readonly string[];
  readonly headers: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
}

/** Objects below the prefix end so many days after they were written. */
export interface ObjectExpiration {
  readonly prefix: string;
  readonly days: number;
}

export function readCorsRules(bucket: Property): CorsRule[] {
  const rules = bucket.find("CorsConfiguration")?.get("CorsRules").items() ?? [];
  return rules.map((rule) => {
    const maxAge = rule.find("MaxAge");
    return {
      methods: rule.get("AllowedMethods").strings(),
      origins: rule.get("AllowedOrigins").strings(),
      headers: rule.find("AllowedHeaders")?.strings() ?? [],
      exposedHeaders: rule.find("ExposedHeaders")?.strings() ?? [],
      ...(maxAge !== undefined && { maxAgeSeconds: maxAge.number() }),
    };
  });
}

/** Rules about unfinished multipart uploads do nothing here: the local S3 has no such uploads. */
export function readExpirations(bucket: Property): ObjectExpiration[] {
  const rules = bucket.find("LifecycleConfiguration")?.get("Rules").items() ?? [];
  return rules.flatMap((rule) => {
    const isEnabled = rule.get("Status").string() === "Enabled";
    const days = rule.find("ExpirationInDays")?.number();
    const prefix = rule.find("Prefix")?.string() ?? "";
    return isEnabled && days !== undefined ? [{ prefix, days }] : [];
  });
}
