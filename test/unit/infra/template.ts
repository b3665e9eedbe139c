import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import { readFeatureFlags } from "../../../infra/feature-flags.ts";
import { Latchkey } from "../../../infra/latchkey.ts";
import type { LatchkeyProps } from "../../../infra/props.ts";
import { createApp, STACK_NAME } from "../../../infra/stack.ts";
import { createAssets, createFolder, removeFolder } from "./fixture.ts";

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly Condition?: string;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Rules?: Readonly<Record<string, Rule>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface Rule {
  readonly RuleCondition?: unknown;
  readonly Assertions: readonly { readonly Assert: unknown }[];
}

/** A statement of a policy, with what may stand alone in the template as a list. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resource: unknown;
  readonly condition: unknown;
}

/** The template that `cdk deploy` would use, with fixture code; rule checks included. */
export function synthesizeApp(): Template {
  const folder = createFolder({});
  try {
    createApp(join(folder, "out"), createAssets(folder)).synth();
    return JSON.parse(readFileSync(join(folder, "out", `${STACK_NAME}.template.json`), "utf8"));
  } finally {
    removeFolder(folder);
  }
}

export const SIGN_IN = {
  issuerUrl: "https://issuer.example",
  clientId: "console",
  jwksUri: "https://issuer.example/jwks",
} as const;

/** The template of somebody's own stack with the construct in it. Throws what the construct throws. */
export function synthesizeConstruct(
  props: (scope: Stack) => Partial<LatchkeyProps>,
  use: (latchkey: Latchkey) => void = () => {},
): Template {
  const folder = createFolder({});
  try {
    const app = new App({ outdir: join(folder, "out"), context: readFeatureFlags() });
    const stack = new Stack(app, "Mine");
    const latchkey = new Latchkey(stack, "Latchkey", {
      assets: createAssets(folder),
      signIn: SIGN_IN,
      owner: { email: "owner@example.com" },
      ...props(stack),
    });
    use(latchkey);
    return app.synth().getStackByName("Mine").template;
  } finally {
    removeFolder(folder);
  }
}

/** Every resource of the type, with its logical id. */
export function resourcesOf({ Resources }: Template, type: string): (Resource & { readonly id: string })[] {
  return Object.entries(Resources).flatMap(([id, resource]) => (resource.Type === type ? [{ id, ...resource }] : []));
}

/** The properties of the one resource of the type. */
export function propertiesOf(template: Template, type: string): Resource["Properties"] {
  const [resource, ...others] = resourcesOf(template, type);
  if (resource === undefined || others.length > 0) throw new Error(`there is not exactly one ${type}`);
  return resource.Properties;
}

/**
 * What is found in a part of the template by following keys and list positions.
 * @throws Error when the path leads nowhere
 */
export function at(part: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    const entry = entries.find(([name]) => name === String(key));
    if (entry === undefined) throw new Error(`the template has no ${path.join(".")}: ${JSON.stringify(part)}`);
    return entry[1];
  }, part);
}

/** The elements of a list in the template. */
export function listAt(part: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = at(part, ...path);
  if (!Array.isArray(list)) throw new Error(`${path.join(".")} is not a list`);
  return list;
}

/** What the role's inline policies say. */
export function statementsOf(role: Resource): readonly Statement[] {
  return listAt(role.Properties, "Policies").flatMap((policy) =>
    listAt(policy, "PolicyDocument", "Statement").map((statement) => ({
      sid: String(at(statement, "Sid")),
      effect: String(at(statement, "Effect")),
      actions: [at(statement, "Action")].flat().map(String),
      resource: at(statement, "Resource"),
      condition: hasKey(statement, "Condition") ? statement.Condition : undefined,
    })),
  );
}

function hasKey<Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> {
  return typeof value === "object" && value !== null && key in value;
}

export interface ProductFunction {
  readonly properties: Resource["Properties"];
  readonly role: Resource;
}

/** The Lambda functions of the product, by name, each with the role it runs as; CDK's own are not among them. */
export function functionsOf(template: Template): ReadonlyMap<string, ProductFunction> {
  const entries = resourcesOf(template, "AWS::Lambda::Function").flatMap(
    ({ Properties }): [string, ProductFunction][] => {
      const name = /^Latchkey (.+)$/.exec(String(Properties.Description))?.[1];
      const role = template.Resources[String(at(Properties, "Role", "Fn::GetAtt", 0))];
      return name && role ? [[name, { properties: Properties, role }]] : [];
    },
  );
  return new Map(entries);
}
