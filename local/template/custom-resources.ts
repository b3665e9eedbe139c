import type { LocalFunction } from "./functions.ts";
import { isJsonObject, type JsonObject } from "./json.ts";
import type { Stack } from "./stack.ts";

/** A custom resource that one of the stack's own functions answers when the stack is deployed. */
export interface LocalCustomResource {
  readonly logicalId: string;
  readonly type: string;
  readonly functionName: string;
  /** `ResourceProperties` of its events. CloudFormation sends every number and boolean as text. */
  readonly properties: JsonObject;
  /** How long CloudFormation waits for the answer. */
  readonly timeoutSeconds: number;
}

/** CloudFormation's own, and the longest. */
const TIMEOUT_SECONDS_DEFAULT = 3600;

export function readCustomResources(stack: Stack, functions: readonly LocalFunction[]): LocalCustomResource[] {
  return stack.resources.flatMap(({ logicalId, type, properties }) => {
    if (!isCustomResource(type)) return [];
    const token = properties.get("ServiceToken");
    const target = functions.find(({ arn }) => arn === token.string());
    if (target === undefined) return [];
    const all = properties.json();
    return [
      {
        logicalId,
        type,
        functionName: target.name,
        properties: isJsonObject(all) ? stringifyScalars(all) : {},
        timeoutSeconds: Number(properties.find("ServiceTimeout")?.string() ?? TIMEOUT_SECONDS_DEFAULT),
      },
    ];
  });
}

export function isCustomResource(type: string): boolean {
  return type.startsWith("Custom::") || type === "AWS::CloudFormation::CustomResource";
}

function stringifyScalars(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (isJsonObject(member)) return [key, stringifyScalars(member)];
      return [key, typeof member === "number" || typeof member === "boolean" ? String(member) : member];
    }),
  );
}
