import { parseRate } from "../schedule/rate.ts";
import { isInvokePermitted, readInvokePermissions } from "./permissions.ts";
import type { Property } from "./property.ts";
import { RETRIES_MAX_DEFAULT, readRetriesByFunction } from "./retries.ts";
import type { Stack } from "./stack.ts";

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

/** @throws TemplateError for a rule that does anything but invoke one function at a fixed rate */
export function readSchedules(stack: Stack): LocalSchedule[] {
  const permissions = readInvokePermissions(stack);
  const retries = readRetriesByFunction(stack);
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
