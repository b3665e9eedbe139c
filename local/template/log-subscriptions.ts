import { formatArn } from "./account.ts";
import { isInvokePermitted, readInvokePermissions } from "./permissions.ts";
import type { Property } from "./property.ts";
import { RETRIES_MAX_DEFAULT, readRetriesByFunction } from "./retries.ts";
import type { Stack } from "./stack.ts";
import { TemplateError } from "./template-error.ts";

/** A CloudWatch Logs subscription filter on the API's access log that invokes a function. */
export interface LocalLogSubscription {
  readonly logicalId: string;
  readonly logGroup: string;
  readonly functionArn: string;
  /** Which lines are delivered: those in which a member of the JSON begins with this. Undefined: every line. */
  readonly match?: LineMatch;
  /** Whether a permission lets the log group invoke the function; without one AWS skips the lines. */
  readonly isInvokePermitted: boolean;
  /** How often Lambda tries again when the function fails. */
  readonly retriesMax: number;
}

export interface LineMatch {
  readonly member: string;
  readonly prefix: string;
}

/** @throws TemplateError for a subscription to anything but the access log, for another pattern than `{ $.<member> = "<prefix>*" }` or none */
export function readLogSubscriptions(stack: Stack, accessLogGroup: string | undefined): LocalLogSubscription[] {
  const permissions = readInvokePermissions(stack);
  const retries = readRetriesByFunction(stack);
  return stack.ofType("AWS::Logs::SubscriptionFilter").map(({ logicalId, properties, dependsOn }) => {
    const logGroup = properties.get("LogGroupName").string();
    if (logGroup !== accessLogGroup) {
      properties.get("LogGroupName").fail("is not the API's access log: the local runner delivers no other log");
    }
    const functionArn = properties.get("DestinationArn").string();
    const sourceArn = `${formatArn("logs", `log-group:${logGroup}`)}:*`;
    const isPermitted = isInvokePermitted(permissions, functionArn, sourceArn, "logs.amazonaws.com");
    if (isPermitted && dependsOn.length === 0) {
      throw new TemplateError(
        `${logicalId} must depend on its permission: CloudWatch Logs tries the function when the filter is made`,
      );
    }
    const match = readPattern(properties.get("FilterPattern"));
    return {
      logicalId,
      logGroup,
      functionArn,
      ...(match !== undefined && { match }),
      isInvokePermitted: isPermitted,
      retriesMax: retries.get(functionArn.slice(functionArn.lastIndexOf(":") + 1)) ?? RETRIES_MAX_DEFAULT,
    };
  });
}

function readPattern(pattern: Property): LineMatch | undefined {
  const text = pattern.string();
  if (text === "") return undefined;
  const [, member, prefix] = /^\{ \$\.(\w+) = "([\w-]+)\*" \}$/.exec(text) ?? [];
  if (member !== undefined && prefix !== undefined) return { member, prefix };
  return pattern.fail(`is ${text}; the local runner implements "" and { $.<member> = "<prefix>*" } only`);
}
