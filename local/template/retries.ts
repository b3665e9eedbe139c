import type { Resource, Stack } from "./stack.ts";

/** What Lambda does where the template says nothing. */
export const RETRIES_MAX_DEFAULT = 2;

/** How often Lambda tries a function again that fails when nobody waits for it, by the function's name. */
export function readRetriesByFunction(stack: Stack): ReadonlyMap<string, number> {
  return new Map(stack.ofType("AWS::Lambda::EventInvokeConfig").map(readRetries));
}

function readRetries({ properties }: Resource): [functionName: string, retriesMax: number] {
  const qualifier = properties.get("Qualifier");
  if (qualifier.string() !== "$LATEST") qualifier.fail("must be $LATEST: the local runner has no other versions");
  const attempts = properties.find("MaximumRetryAttempts")?.number() ?? RETRIES_MAX_DEFAULT;
  return [properties.get("FunctionName").string(), attempts];
}
