import type { Assembly } from "../local/template/assembly.ts";
import type { Deployment } from "../local/template/deployment.ts";
import type { PRICES } from "./prices.ts";

export type ArchitectureName = keyof (typeof PRICES)["lambdaPerGbSecond"];

/** What the synthesized template says that has a price. */
export interface Settings {
  readonly architecture: ArchitectureName;
  /** By the name of the function's folder. */
  readonly memoryMb: ReadonlyMap<string, number>;
  readonly logLevel: string;
  readonly accessLogFields: readonly string[];
  readonly logRetentionDays: number;
  readonly edgeCacheSeconds: number;
}

/** @throws Error when the functions differ in what is billed as one setting */
export function readSettings({ template }: Pick<Assembly, "template">, { functions, api }: Deployment): Settings {
  const named = functions.filter(({ environment }) => environment.POWERTOOLS_SERVICE_NAME !== undefined);
  return {
    architecture: parseArchitecture(
      only("architectures", propertiesOf(template, "AWS::Lambda::Function", architecture)),
    ),
    memoryMb: new Map(named.map(({ environment, memoryMb }) => [environment.POWERTOOLS_SERVICE_NAME ?? "", memoryMb])),
    logLevel: only(
      "log levels",
      named.map(({ environment }) => environment.LOG_LEVEL ?? ""),
    ),
    accessLogFields: [...(api.accessLog?.variables ?? [])],
    logRetentionDays: Number(
      only(
        "log retentions",
        propertiesOf(template, "AWS::Logs::LogGroup", ({ RetentionInDays }) => RetentionInDays),
      ),
    ),
    edgeCacheSeconds: Number(
      only(
        "times at the edge",
        named.flatMap(({ environment }) => environment.EDGE_CACHE_SECONDS ?? []),
      ),
    ),
  };
}

function architecture({ Architectures, Runtime }: Readonly<Record<string, unknown>>): unknown {
  // CDK's own helpers are not in the path of a request.
  return Runtime === "nodejs24.x" && Array.isArray(Architectures) ? Architectures[0] : undefined;
}

function parseArchitecture(name: string): ArchitectureName {
  if (name !== "arm64" && name !== "x86_64") throw new Error(`no price for the architecture ${name}`);
  return name;
}

function propertiesOf(
  template: Assembly["template"],
  type: string,
  read: (properties: Readonly<Record<string, unknown>>) => unknown,
): string[] {
  const resources: [string, unknown][] = Object.entries(template.Resources ?? {});
  return resources.flatMap(([, resource]) => {
    if (typeof resource !== "object" || resource === null || Reflect.get(resource, "Type") !== type) return [];
    const value = read({ ...Reflect.get(resource, "Properties") });
    return value === undefined ? [] : [String(value)];
  });
}

function only(what: string, values: readonly string[]): string {
  const [value, ...others] = new Set(values);
  if (value === undefined || others.length > 0) throw new Error(`the template has ${others.length + 1} ${what}`);
  return value;
}
