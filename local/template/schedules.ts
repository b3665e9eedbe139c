import { parseRate } from "../schedule/rate.ts";
import { isInvokePermitted, readInvokePermissions } from "./permissions.ts";
import type { Property } from "./property.ts";
import type { Resource, Stack } from "./stack.ts";

/** An EventBridge rule that invokes a function again and again. */
export interface LocalSchedule {
  readonly logicalId: string;
  readonly arn: string;
  readonly intervalMs: number;
  readonly isEnabled: boolean;
  readonly functionArn: string;
  /** Whether a permission lets this rule invoke its function; without one AWS drops the event. */
  readonly isInvokePermitted: boolean;
  /** How often Lambda tries again when the function fails. */
  readonly retriesMax: number;
}

/** What Lambda does where the template says nothing. */
const RETRIES_MAX_DEFAULT = 2;

/** @throws TemplateError for a rule that does anything but invoke one function at a fixed rate */
export function readSchedules(stack: Stack): LocalSchedule[] {
  const permissions = readInvokePermissions(stack);
  const retries = new Map(stack.ofType("AWS::Lambda::EventInvokeConfig").map(readRetries));
  return stack.ofType("AWS::Events::Rule").map(({ logicalId, attributes, properties }) => {
    const arn = attributes.Arn ?? logicalId;
    const functionArn = readTarget(properties);
    const functionName = functionArn.slice(functionArn.lastIndexOf(":") + 1);
    const state = properties.find("State")?.string() ?? "ENABLED";
    if (state !== "ENABLED" && state !== "DISABLED") properties.get("State").fail("must be ENABLED or DISABLED");
    return {
      logicalId,
      arn,
      intervalMs: readInterval(properties.get("ScheduleExpression")),
      isEnabled: state === "ENABLED",
      functionArn,
      isInvokePermitted: isInvokePermitted(permissions, functionArn, arn, "events.amazonaws.com"),
      retriesMax: retries.get(functionName) ?? RETRIES_MAX_DEFAULT,
    };
  });
}

function readInterval(expression: Property): number {
  return (
    parseRate(expression.string()) ??
    expression.fail(
      `is ${expression.string()}; the local runner implements rate(<number> <minutes, hours or days>) only`,
    )
  );
}

function readTarget(properties: Property): string {
  if (properties.find("EventPattern") !== undefined) {
    properties.fail("has an EventPattern: the local runner has no event bus");
  }
  const [target, ...others] = properties.get("Targets").items();
  if (target === undefined || others.length > 0) return properties.get("Targets").fail("must be exactly one");
  return target.get("Arn").string();
}

function readRetries({ properties }: Resource): [functionName: string, retriesMax: number] {
  const qualifier = properties.get("Qualifier");
  if (qualifier.string() !== "$LATEST") qualifier.fail("must be $LATEST: the local runner has no other versions");
  const attempts = properties.find("MaximumRetryAttempts")?.number() ?? RETRIES_MAX_DEFAULT;
  return [properties.get("FunctionName").string(), attempts];
}
