import { type LocalApi, readApi } from "./api.ts";
import { readAssembly } from "./assembly.ts";
import { type LocalBucket, readBuckets } from "./buckets.ts";
import { isCustomResource, type LocalCustomResource, readCustomResources } from "./custom-resources.ts";
import { type LocalDeliveryStream, readDeliveryStreams } from "./delivery-streams.ts";
import { type LocalDistribution, readDistribution } from "./distribution.ts";
import { type LocalEventSource, readEventSources } from "./event-sources.ts";
import { isNodeFunction, type LocalFunction, readFunctions } from "./functions.ts";
import { IGNORED_PROPERTIES, IGNORED_TYPES } from "./ignored.ts";
import { type LocalKey, readKeys } from "./keys.ts";
import { type LocalLogSubscription, readLogSubscriptions } from "./log-subscriptions.ts";
import { type LocalSchedule, readSchedules } from "./schedules.ts";
import type { ObtainSecret } from "./secrets.ts";
import { createStack, type Resource, type Stack } from "./stack.ts";
import { type LocalTable, readTables } from "./tables.ts";
import { TemplateError } from "./template-error.ts";

/** All that the runner needs to know, read from the synthesized template and from nowhere else. */
export interface Deployment {
  readonly stackName: string;
  readonly functions: readonly LocalFunction[];
  readonly tables: readonly LocalTable[];
  readonly keys: readonly LocalKey[];
  readonly api: LocalApi;
  readonly distribution: LocalDistribution;
  readonly buckets: readonly LocalBucket[];
  readonly customResources: readonly LocalCustomResource[];
  readonly schedules: readonly LocalSchedule[];
  readonly logSubscriptions: readonly LocalLogSubscription[];
  readonly eventSources: readonly LocalEventSource[];
  readonly deliveryStreams: readonly LocalDeliveryStream[];
}

/** Types that a reader reads, whose every property must be read or listed in `IGNORED_PROPERTIES`. */
const READ_TYPES = new Set([
  ...Object.keys(IGNORED_PROPERTIES),
  "AWS::ApiGatewayV2::Route",
  "AWS::Lambda::Permission",
  "AWS::Logs::SubscriptionFilter",
  "AWS::IAM::Policy",
  "AWS::S3::BucketPolicy",
]);

/**
 * Reads the assembly in `assemblyDirectory`.
 *
 * @param parameters values of the template's parameters
 * @param obtainSecret gives the values of the stack's secrets
 * @throws TemplateError for anything that the local runner does not implement: a resource type, a property, a value, an
 *   intrinsic function. Nothing is skipped unless `ignored.ts` says why
 */
export function readDeployment(
  assemblyDirectory: string,
  parameters: Readonly<Record<string, string>>,
  obtainSecret: ObtainSecret,
): Deployment {
  const assembly = readAssembly(assemblyDirectory);
  const stack = createStack(assembly, parameters, obtainSecret);
  const functions = readFunctions(stack, assembly);
  const api = readApi(stack);
  const tables = readTables(stack);
  const deployment: Deployment = {
    stackName: stack.name,
    functions,
    tables,
    keys: readKeys(stack),
    api,
    distribution: readDistribution(stack),
    buckets: readBuckets(stack, assembly),
    customResources: readCustomResources(stack, functions),
    schedules: readSchedules(stack),
    logSubscriptions: readLogSubscriptions(stack, api.accessLogGroup),
    eventSources: readEventSources(stack, tables),
    deliveryStreams: readDeliveryStreams(stack),
  };
  assertFunctionsExist(deployment);
  assertEverythingUnderstood(stack);
  return deployment;
}

function assertFunctionsExist({ api, functions, schedules, logSubscriptions, eventSources }: Deployment): void {
  const arns = new Set(functions.map(({ arn }) => arn));
  for (const { logicalId, functionArn } of [...schedules, ...logSubscriptions, ...eventSources]) {
    if (!arns.has(functionArn)) {
      throw new TemplateError(`${logicalId} needs ${functionArn}, which is no Node function of this stack`);
    }
  }
  for (const { routeKey, functionArn, authorizer } of api.routes) {
    const missing = [functionArn, authorizer?.functionArn].find((arn) => arn !== undefined && !arns.has(arn));
    if (missing !== undefined)
      throw new TemplateError(`${routeKey} needs ${missing}, which is no Node function of this stack`);
  }
}

function assertEverythingUnderstood(stack: Stack): void {
  const problems = stack.resources.flatMap((resource) => problemsOf(resource, stack));
  if (problems.length > 0) {
    throw new TemplateError(
      `the template uses what the local runner does not implement:\n${problems.map((problem) => `  - ${problem}`).join("\n")}\n` +
        "Implement it in local/, or list it in local/template/ignored.ts with the reason why it cannot matter locally.",
    );
  }
}

function problemsOf(resource: Resource, stack: Stack): string[] {
  const { type, logicalId } = resource;
  if (IGNORED_TYPES[type] !== undefined || isHelper(resource, stack)) return [];
  if (!READ_TYPES.has(type) && !isCustomResource(type)) return [`Resources.${logicalId}: the resource type ${type}`];
  const ignored = Object.keys(IGNORED_PROPERTIES[type] ?? {});
  return resource
    .unread()
    .filter((path) => !ignored.some((pattern) => covers(pattern, path)))
    .map((path) => `Resources.${logicalId} (${type}): the property ${path}`);
}

/** CDK's own functions on other runtimes, and the roles that only they have. */
function isHelper({ type, logicalId, attributes }: Resource, stack: Stack): boolean {
  const helpers = stack.ofType("AWS::Lambda::Function").filter((resource) => !isNodeFunction(resource));
  if (type === "AWS::Lambda::Function") return helpers.some((helper) => helper.logicalId === logicalId);
  if (type !== "AWS::IAM::Role" && type !== "AWS::IAM::Policy") return false;
  const helperRoles = stack
    .ofType("AWS::IAM::Role")
    .filter(({ attributes: { Arn: arn } }) =>
      helpers.some(({ properties }) => properties.get("Role").string() === arn),
    );
  if (type === "AWS::IAM::Role") return helperRoles.some((role) => role.attributes.Arn === attributes.Arn);
  const policy = stack.resources.find((resource) => resource.logicalId === logicalId);
  return (
    policy?.properties
      .get("Roles")
      .strings()
      .every((name) => helperRoles.some(({ ref }) => ref === name)) ?? false
  );
}

function covers(pattern: string, path: string): boolean {
  const parts = path.split(".");
  return pattern.split(".").every((part, index) => part === "*" || part === parts[index]);
}
