import { FUNCTIONS } from "../contract/operations.ts";

/** Every Lambda function of the stack: the ones behind routes, and those that no route leads to. */
export const DEPLOYED_FUNCTIONS = {
  ...FUNCTIONS,
  authorizer: "authorizer",
  "billing-run": "billing-run",
  bootstrap: "bootstrap",
  counting: "counting",
  "event-export": "event-export",
  "expiry-notices": "expiry-notices",
  "file-cleanup": "file-cleanup",
  migrations: "migrations",
  "sign-up": "sign-up",
  "usage-metering": "usage-metering",
} as const;
export type DeployedFunction = keyof typeof DEPLOYED_FUNCTIONS;

/** Functions that a stack has only when a setting says so. */
const OPTIONAL_FUNCTIONS = ["event-export"] as const;
export type StandingFunction = Exclude<DeployedFunction, (typeof OPTIONAL_FUNCTIONS)[number]>;

export type PerFunction<Value> = Readonly<Record<DeployedFunction, Value>>;

export const DEPLOYED_FUNCTION_NAMES: readonly DeployedFunction[] = Object.keys(DEPLOYED_FUNCTIONS).filter(
  (name): name is DeployedFunction => name in DEPLOYED_FUNCTIONS,
);

/** One value per function, under the function's name. */
export function forEachFunction<Value>(build: (name: DeployedFunction) => Value): PerFunction<Value> {
  return forEach(DEPLOYED_FUNCTION_NAMES, build);
}

/** One value per function that every stack has, under the function's name. */
export function forEachStandingFunction<Value>(
  build: (name: StandingFunction) => Value,
): Readonly<Record<StandingFunction, Value>> {
  return forEach(DEPLOYED_FUNCTION_NAMES.filter(isStanding), build);
}

function isStanding(name: DeployedFunction): name is StandingFunction {
  return !OPTIONAL_FUNCTIONS.some((optional) => optional === name);
}

function forEach<Name extends DeployedFunction, Value>(
  names: readonly Name[],
  build: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  const values: Partial<Record<Name, Value>> = {};
  for (const name of names) values[name] = build(name);
  if (isComplete(names, values)) return values;
  throw new Error("a function of the stack has no value");
}

function isComplete<Name extends DeployedFunction, Value>(
  names: readonly Name[],
  values: Partial<Record<Name, Value>>,
): values is Record<Name, Value> {
  return names.every((name) => name in values);
}
