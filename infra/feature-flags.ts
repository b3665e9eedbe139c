import { readFileSync } from "node:fs";

/**
 * CDK feature flags from `cdk.json`. Only the CLI reads that file, so every `new App()` outside the CLI (tests, the local
 * run) is given them; otherwise it would synthesize another stack than the one deployed.
 *
 * @throws Error when `cdk.json` has no `context` object
 */
export function readFeatureFlags(): Record<string, unknown> {
  const file: unknown = JSON.parse(readFileSync(new URL("../cdk.json", import.meta.url), "utf8"));
  if (typeof file === "object" && file !== null && "context" in file) {
    const { context } = file;
    if (typeof context === "object" && context !== null) return { ...context };
  }
  throw new Error("cdk.json has no context object with feature flags");
}
