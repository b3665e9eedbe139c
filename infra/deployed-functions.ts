import { FUNCTIONS } from "../contract/operations.ts";

/** Every Lambda function of the stack: the ones behind routes, and those that no route leads to. */
export const DEPLOYED_FUNCTIONS = {
  ...FUNCTIONS,
  authorizer: "authorizer",
  bootstrap: "bootstrap",
  "expiry-notices": "expiry-notices",
} as const;
export type DeployedFunction = keyof typeof DEPLOYED_FUNCTIONS;

export type PerFunction<Value> = Readonly<Record<DeployedFunction, Value>>;

export const DEPLOYED_FUNCTION_NAMES: readonly DeployedFunction[] = Object.keys(DEPLOYED_FUNCTIONS).filter(
  (name): name is DeployedFunction => name in DEPLOYED_FUNCTIONS,
);

/** One value per function of the stack, under the function's name. */
export function forEachFunction<Value>(build: (name: DeployedFunction) => Value): PerFunction<Value> {
  const values: Partial<Record<DeployedFunction, Value>> = {};
  for (const name of DEPLOYED_FUNCTION_NAMES) values[name] = build(name);
  if (isComplete(values)) return values;
  throw new Error("a function of the stack has no value");
}

function isComplete<Value>(values: Partial<PerFunction<Value>>): values is PerFunction<Value> {
  return DEPLOYED_FUNCTION_NAMES.every((name) => name in values);
}
