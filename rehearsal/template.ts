import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** As much of a CloudFormation template as the rehearsal looks at. */
export interface Template {
  Resources: Record<string, Resource>;
}

export interface Resource {
  readonly Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
}

const FILE = "Latchkey.template.json";

export function readTemplate(assembly: string): Template {
  return JSON.parse(readFileSync(join(assembly, FILE), "utf8"));
}

export function writeTemplate(assembly: string, template: Template): void {
  writeFileSync(join(assembly, FILE), JSON.stringify(template));
}

/** Logical ids of one type. */
export function idsOf(template: Template, type: string): string[] {
  return Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === type);
}
