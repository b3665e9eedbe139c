import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, CloudFormationValidatePlugin, type ValidationRuleSource, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from "cdk-nag";

const RULES = join(import.meta.dirname, "rules");

/**
 * Checks the template of our own app at every synthesis: CloudFormation's schemas, the rules in `rules/`, and two packs of cdk-nag. A stack of
 * somebody else's that has the construct in it is checked by what its own app adds.
 */
export function addTemplateChecks(app: App): void {
  Validations.of(app).addPlugins(templateRules(), ...createNagPacks());
}

export function createNagPacks(): readonly NagPack[] {
  return [new AwsSolutionsChecks(), new ServerlessChecks()];
}

/** Our own rules, one file for each part of the stack. */
export function readGuardRules(): readonly ValidationRuleSource[] {
  return readdirSync(RULES)
    .filter((file) => file.endsWith(".guard"))
    .sort()
    .map((file) => ({ name: file, content: readFileSync(join(RULES, file), "utf8") }));
}

/** CloudFormation's schemas together with our own rules: an app takes one plugin of this kind, and this one takes the place of its default. */
class TemplateRules extends CloudFormationValidatePlugin {
  /** CDK types this more loosely on the class than on its interface, which exact optional properties refuse. */
  override get version(): string {
    return super.version ?? "0.0.0";
  }

  override get ruleIds(): string[] {
    return super.ruleIds ?? [];
  }
}

let rules: TemplateRules | undefined;

/** One for all apps of a process: compiling the rules takes longer than checking a template with them. */
export function templateRules(): TemplateRules {
  rules ??= new TemplateRules({ guardRules: [...readGuardRules()] });
  return rules;
}
