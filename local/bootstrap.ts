import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { listen } from "./http/listen.ts";
import { readBody } from "./http/message.ts";
import type { LambdaRuntime } from "./lambda/runtime.ts";
import { writePrivateFile } from "./private-file.ts";
import { stackArn } from "./template/account.ts";
import type { LocalCustomResource } from "./template/custom-resources.ts";
import type { Deployment } from "./template/deployment.ts";
import { isJsonObject, type Json, type JsonObject, parseJson } from "./template/json.ts";
import { RETRIES_MAX_DEFAULT } from "./template/retries.ts";

/** What CloudFormation remembers of a custom resource. */
interface DeployedResource {
  readonly physicalResourceId: string;
  readonly properties: JsonObject;
  readonly data: JsonObject;
}

const ANSWER_BYTES_MAX = 4096;

/**
 * Does what CloudFormation does with the stack's custom resources: a Create event at the first start, an Update event when
 * their properties changed since, nothing otherwise. The function answers by PUT to a URL on loopback.
 *
 * @param stateFile what was deployed, for the next start
 * @returns each resource's attributes by logical id
 * @throws Error when the function answers FAILED, or not at all
 */
export async function deployCustomResources(
  { customResources, stackName }: Deployment,
  lambda: LambdaRuntime,
  stateFile: string,
): Promise<Map<string, JsonObject>> {
  const deployed = readState(stateFile);
  for (const resource of customResources) {
    const before = deployed.get(resource.logicalId);
    if (before !== undefined && JSON.stringify(before.properties) === JSON.stringify(resource.properties)) continue;
    deployed.set(resource.logicalId, await deploy(resource, before, stackName, lambda));
    writePrivateFile(stateFile, JSON.stringify(Object.fromEntries(deployed)));
  }
  return new Map([...deployed].map(([logicalId, { data }]) => [logicalId, data]));
}

async function deploy(
  resource: LocalCustomResource,
  before: DeployedResource | undefined,
  stackName: string,
  lambda: LambdaRuntime,
): Promise<DeployedResource> {
  const answered = Promise.withResolvers<Json>();
  const listener = await listen(0, (request, response) => {
    readBody(request, ANSWER_BYTES_MAX).then((body) => {
      response.end();
      answered.resolve(
        body === undefined ? null : parseJson(body.toString("utf8"), `the answer for ${resource.logicalId}`),
      );
    }, answered.reject);
  });
  const timer = setTimeout(
    () => answered.reject(new Error(`${resource.logicalId}: no answer in ${resource.timeoutSeconds} s`)),
    resource.timeoutSeconds * 1000,
  );
  try {
    await invoke(lambda, resource, {
      RequestType: before === undefined ? "Create" : "Update",
      ResponseURL: `http://127.0.0.1:${listener.port}/${randomUUID()}`,
      StackId: stackArn(stackName),
      RequestId: randomUUID(),
      ResourceType: resource.type,
      LogicalResourceId: resource.logicalId,
      ResourceProperties: resource.properties,
      ...(before === undefined
        ? {}
        : { PhysicalResourceId: before.physicalResourceId, OldResourceProperties: before.properties }),
    });
    return parseAnswer(await answered.promise, resource);
  } finally {
    clearTimeout(timer);
    await listener.close();
  }
}

/** CloudFormation waits for the answer and not for the function, so Lambda tries again what fails; here at once. */
async function invoke(
  lambda: LambdaRuntime,
  { functionName, logicalId }: LocalCustomResource,
  event: object,
): Promise<void> {
  for (let retries = 0; ; retries++) {
    const result = await lambda.invoke(functionName, event);
    if (result.ok) return;
    if (retries === RETRIES_MAX_DEFAULT) throw new Error(`${logicalId}: ${result.error.errorMessage}`);
  }
}

function parseAnswer(answer: Json, { logicalId, properties }: LocalCustomResource): DeployedResource {
  if (!isJsonObject(answer)) throw new Error(`${logicalId}: the answer is not an object`);
  const { Status: status, Reason: reason, PhysicalResourceId: id, Data: data = {} } = answer;
  if (status !== "SUCCESS") throw new Error(`${logicalId}: ${String(status)}: ${String(reason)}`);
  if (typeof id !== "string" || !isJsonObject(data))
    throw new Error(`${logicalId}: the answer has no PhysicalResourceId`);
  return { physicalResourceId: id, properties, data };
}

function readState(file: string): Map<string, DeployedResource> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return new Map();
  }
  const state = parseJson(text, file);
  if (!isJsonObject(state)) throw new Error(`${file} is not the state of a local stack`);
  return new Map(
    Object.entries(state).map(([logicalId, entry]) => {
      if (!isJsonObject(entry)) throw new Error(`${file} is not the state of a local stack`);
      const { physicalResourceId, properties, data } = entry;
      if (typeof physicalResourceId !== "string" || !isJsonObject(properties) || !isJsonObject(data)) {
        throw new Error(`${file} is not the state of a local stack`);
      }
      return [logicalId, { physicalResourceId, properties, data }];
    }),
  );
}
