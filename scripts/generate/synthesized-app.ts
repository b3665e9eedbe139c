import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Validations } from "aws-cdk-lib";
import { createPlaceholderAssets } from "../../infra/placeholder-assets.ts";
import { createApp, STACK_NAME } from "../../infra/stack.ts";

/** A finding of the template checks that is accepted, as `acknowledge` in infra/acknowledge.ts was told. */
export interface RuleException {
  readonly rule: string;
  /** Path of the construct below the one that the product is. */
  readonly resource: string;
  readonly reason: string;
}

export interface SynthesizedApp {
  readonly template: unknown;
  readonly exceptions: readonly RuleException[];
}

/** The app as it is deployed, except for the code, whose hashes would differ from machine to machine. */
export function synthesizeApp(): SynthesizedApp {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-generate-"));
  try {
    const app = createApp(join(folder, "out"), createPlaceholderAssets(folder));
    const { template } = app.synth().getStackByName(STACK_NAME);
    return { template, exceptions: readExceptions(app) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readExceptions(app: App): readonly RuleException[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(isRecord(data) ? data : {}))
      .map(([rule, reason]) => ({
        rule: rule.replace(/^Annotation::/, ""),
        resource: node.path.replace(new RegExp(`^${STACK_NAME}/(Latchkey/)?`), ""),
        reason: String(reason),
      })),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
