import type { Assembly } from "./assembly.ts";
import type { Json } from "./json.ts";
import { readRoleStatements } from "./policies.ts";
import type { Property } from "./property.ts";
import type { Resource, Stack } from "./stack.ts";

export interface LocalFunction {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The folder of the real bundle, inside the assembly. */
  readonly codeDirectory: string;
  /** `<file>.<export>`, as Lambda reads it. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logging: LoggingSettings;
  readonly roleName: string;
  /** Everything that the role may do, as the template writes it, resolved. */
  readonly statements: readonly Json[];
}

export interface LoggingSettings {
  readonly format: "Text" | "JSON";
  /** Lowest level that the function's own lines may have, with format JSON. */
  readonly applicationLevel?: string;
  readonly logGroup: string;
}

/**
 * Every function of the stack that runs on Node. Functions on other runtimes are CDK's own helpers (they copy files into
 * buckets at deployment); the runner does their work itself and reads none of their properties.
 */
export function readFunctions(stack: Stack, assembly: Assembly): LocalFunction[] {
  const roles = new Map(stack.ofType("AWS::IAM::Role").map((role) => [role.attributes.Arn, role]));
  return stack
    .ofType("AWS::Lambda::Function")
    .filter(isNodeFunction)
    .map((resource) => {
      const { properties } = resource;
      const arn = properties.get("Role").string();
      const role = roles.get(arn) ?? properties.get("Role").fail(`is ${arn}, which is not a role of this stack`);
      return { ...readFunction(resource, assembly), roleName: role.ref, statements: readRoleStatements(stack, role) };
    });
}

export function isNodeFunction({ properties }: Resource): boolean {
  return properties.get("Runtime").string().startsWith("nodejs");
}

function readFunction(resource: Resource, assembly: Assembly): Omit<LocalFunction, "roleName" | "statements"> {
  const { properties, logicalId, ref, attributes } = resource;
  const runtime = properties.get("Runtime");
  if (runtime.string() !== "nodejs24.x") runtime.fail("must be nodejs24.x, the runtime that the local runner is");
  return {
    logicalId,
    name: ref,
    arn: attributes.Arn ?? ref,
    codeDirectory: assembly.assetDirectory(properties.get("Code").get("S3Key").string()),
    handler: properties.get("Handler").string(),
    timeoutSeconds: properties.find("Timeout")?.number() ?? 3,
    memoryMb: properties.find("MemorySize")?.number() ?? 128,
    environment: properties.find("Environment")?.find("Variables")?.stringMap() ?? {},
    logging: readLogging(properties.find("LoggingConfig"), ref),
  };
}

function readLogging(config: Property | undefined, functionName: string): LoggingSettings {
  const format = config?.find("LogFormat")?.string() ?? "Text";
  const applicationLevel = config?.find("ApplicationLogLevel")?.string();
  return {
    format: format === "JSON" ? "JSON" : "Text",
    ...(applicationLevel === undefined ? {} : { applicationLevel }),
    logGroup: config?.find("LogGroup")?.string() ?? `/aws/lambda/${functionName}`,
  };
}
