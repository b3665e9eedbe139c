import { ACCOUNT_ID, PARTITION, REGION, stackArn, URL_SUFFIX } from "./account.ts";
import type { Assembly } from "./assembly.ts";
import { resolveDynamicReferences, type SecretByArn } from "./dynamic-references.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";
import { parameterValues } from "./parameters.ts";
import { type PhysicalNames, physicalNames } from "./physical-names.ts";
import { createProperty, type Property, type ReadLog, unread } from "./property.ts";
import { isConditionTrue, type ResolveContext, resolveValue } from "./resolve.ts";
import { type ObtainSecret, readSecretRules, SECRET_TYPE } from "./secrets.ts";
import { TemplateError } from "./template-error.ts";

export interface Resource extends PhysicalNames {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Property;
  readonly dependsOn: readonly string[];
  /** Paths of properties that nobody has read yet. */
  unread(): string[];
}

/** A stack's resources with every intrinsic resolved, conditions applied. */
export interface Stack {
  readonly name: string;
  readonly resources: readonly Resource[];
  ofType(...types: string[]): Resource[];
}

/** Sections that either have been applied by now or say nothing about what runs. `Transform` is not among them. */
const SECTIONS = new Set([
  "AWSTemplateFormatVersion",
  "Description",
  "Metadata",
  "Parameters",
  "Conditions",
  "Mappings",
  "Rules",
  "Resources",
  "Outputs",
]);
const RESOURCE_MEMBERS = new Set([
  "Type",
  "Properties",
  "DependsOn",
  "Condition",
  "DeletionPolicy",
  "UpdateReplacePolicy",
  "Metadata",
]);

/** The property by which a template may name a resource itself. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  "AWS::DynamoDB::GlobalTable": "TableName",
  "AWS::DynamoDB::Table": "TableName",
  "AWS::Lambda::Function": "FunctionName",
  "AWS::IAM::Role": "RoleName",
  "AWS::S3::Bucket": "BucketName",
  "AWS::Logs::LogGroup": "LogGroupName",
  "AWS::ApiGatewayV2::Stage": "StageName",
};

/** @throws TemplateError when the template uses something that the runner does not implement */
export function createStack(
  assembly: Assembly,
  parameters: Readonly<Record<string, string>>,
  obtainSecret: ObtainSecret,
): Stack {
  const { template, stackName } = assembly;
  for (const section of Object.keys(template)) {
    if (!SECTIONS.has(section))
      throw new TemplateError(`the template has a section ${section}, which the local runner does not implement`);
  }
  const declared = section(template, "Resources");
  const values = parameterValues(section(template, "Parameters"), parameters);
  const pseudo = pseudoParameters(stackName);
  const conditions = section(template, "Conditions");
  const parameterOf = (name: string) => values.get(name) ?? pseudo[name];
  // What a false condition leaves out has no name either: CloudFormation refuses a reference to it, and so does the runner.
  const made = Object.keys(declared).filter((id) =>
    isMade(id, member(declared, id), { ref: parameterOf, attribute: () => undefined, conditions }),
  );
  const names = new Map(made.map((id) => [id, namesOf(declared, id, stackName)]));
  const context: ResolveContext = {
    ref: (name) => parameterOf(name) ?? names.get(name)?.ref,
    attribute: (id, attribute) => names.get(id)?.attributes[attribute],
    conditions,
  };
  const create = (isSecret: boolean, secretByArn: SecretByArn): Resource[] =>
    [...names].flatMap(([logicalId, physical]) => {
      const declaration = member(declared, logicalId);
      if ((typeOf(declaration, logicalId) === SECRET_TYPE) !== isSecret) return [];
      return [createResource(logicalId, declaration, physical, context, secretByArn)];
    });
  // Everything else may refer to their values.
  const secrets = create(true, () => undefined);
  const secretValues = new Map(
    secrets.map(({ ref, logicalId, properties }) => [ref, obtainSecret(readSecretRules(logicalId, properties))]),
  );
  const resources = [...secrets, ...create(false, (arn) => secretValues.get(arn))];
  return { name: stackName, resources, ofType: (...types) => resources.filter(({ type }) => types.includes(type)) };
}

function isMade(logicalId: string, { Condition: condition }: JsonObject, context: ResolveContext): boolean {
  if (condition === undefined) return true;
  const where = `Resources.${logicalId}`;
  if (typeof condition !== "string") throw new TemplateError(`${where} has a Condition that is not the name of one`);
  return isConditionTrue(condition, context, where);
}

function createResource(
  logicalId: string,
  declaration: JsonObject,
  names: PhysicalNames,
  context: ResolveContext,
  secretByArn: SecretByArn,
): Resource {
  const where = `Resources.${logicalId}`;
  for (const key of Object.keys(declaration)) {
    if (!RESOURCE_MEMBERS.has(key))
      throw new TemplateError(`${where} has ${key}, which the local runner does not implement`);
  }
  const { DependsOn: dependsOn } = declaration;
  const type = typeOf(declaration, logicalId);
  const path = `${where} (${type})`;
  const value = resolveDynamicReferences(
    resolveValue(declaration.Properties ?? {}, context, path) ?? {},
    secretByArn,
    path,
  );
  const log: ReadLog = { paths: new Set() };
  const properties = createProperty(value, path, log);
  const nameProperty = NAME_PROPERTY[type];
  if (nameProperty !== undefined) properties.find(nameProperty)?.string();
  const depends = isJsonArray(dependsOn) ? dependsOn.map(String) : typeof dependsOn === "string" ? [dependsOn] : [];
  return { logicalId, type, properties, ...names, dependsOn: depends, unread: () => unread(value, log) };
}

function namesOf(declared: JsonObject, logicalId: string, stackName: string): PhysicalNames {
  const declaration = member(declared, logicalId);
  const type = typeOf(declaration, logicalId);
  const properties = declaration.Properties;
  const nameProperty = NAME_PROPERTY[type];
  const given = nameProperty !== undefined && isJsonObject(properties) ? properties[nameProperty] : undefined;
  if (given !== undefined && typeof given !== "string") {
    throw new TemplateError(`Resources.${logicalId}.${nameProperty} must be plain text for the local runner`);
  }
  return physicalNames(type, stackName, logicalId, given);
}

function pseudoParameters(stackName: string): Record<string, Json> {
  return {
    "AWS::AccountId": ACCOUNT_ID,
    "AWS::Partition": PARTITION,
    "AWS::Region": REGION,
    "AWS::StackId": stackArn(stackName),
    "AWS::StackName": stackName,
    "AWS::URLSuffix": URL_SUFFIX,
  };
}

function typeOf(declaration: JsonObject, logicalId: string): string {
  const { Type: type } = declaration;
  if (typeof type !== "string") throw new TemplateError(`Resources.${logicalId} has no Type`);
  return type;
}

function section(template: JsonObject, name: string): JsonObject {
  const value = template[name] ?? {};
  if (!isJsonObject(value)) throw new TemplateError(`${name} must be an object`);
  return value;
}

function member(declared: JsonObject, logicalId: string): JsonObject {
  const declaration = declared[logicalId];
  if (!isJsonObject(declaration)) throw new TemplateError(`Resources.${logicalId} must be an object`);
  return declaration;
}
