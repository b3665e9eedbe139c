import type { Stack } from "./stack.ts";
import { matchesWildcard } from "./wildcard.ts";

/** A resource-based permission of a function (`AWS::Lambda::Permission`). */
export interface InvokePermission {
  /** ARN or name. */
  readonly function: string;
  readonly principal: string;
  readonly sourceArn: string | undefined;
}

export function readInvokePermissions(stack: Stack): InvokePermission[] {
  return stack.ofType("AWS::Lambda::Permission").map(({ properties }) => {
    const action = properties.get("Action");
    if (action.string() !== "lambda:InvokeFunction") action.fail("must be lambda:InvokeFunction");
    return {
      function: properties.get("FunctionName").string(),
      principal: properties.get("Principal").string(),
      sourceArn: properties.find("SourceArn")?.string(),
    };
  });
}

/** Whether a service of AWS may invoke the function for what has this ARN: a route, an authorizer, a rule. */
export function isInvokePermitted(
  permissions: readonly InvokePermission[],
  functionArn: string,
  sourceArn: string,
  principal = "apigateway.amazonaws.com",
): boolean {
  return permissions.some(
    (permission) =>
      (permission.function === functionArn || functionArn.endsWith(`:function:${permission.function}`)) &&
      permission.principal === principal &&
      (permission.sourceArn === undefined || matchesWildcard(permission.sourceArn, sourceArn)),
  );
}
