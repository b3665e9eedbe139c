import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { DeployedFunction } from "./deployed-functions.ts";
import { GRANTS, type Grant, KEY_GRANTS, type TableName } from "./grants.ts";
import type { LatchkeyTables } from "./tables.ts";

/** What a function may do with the key of secrets: one statement for each action, as for tables. */
export function keyStatements(name: DeployedFunction, keyArn: string): PolicyStatement[] {
  const grant = KEY_GRANTS[name];
  if (grant === undefined) return [];
  const names = Object.keys(grant.context);
  return grant.actions.map(
    (action) =>
      new PolicyStatement({
        sid: `${action}Secrets`,
        effect: Effect.ALLOW,
        actions: [`kms:${action}`],
        resources: [keyArn],
        conditions: {
          StringLike: Object.fromEntries(
            names.map((contextName) => [`kms:EncryptionContext:${contextName}`, grant.context[contextName]]),
          ),
          "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": names },
        },
      }),
  );
}

/** The tables a function is told about: those it holds a grant on. */
export function tablesOf(name: DeployedFunction): readonly TableName[] {
  return [...new Set(GRANTS[name].map((grant) => grant.table))];
}

/** The function's grants as IAM statements, one each, so that each can be read, and removed, on its own. */
export function dataStatements(name: DeployedFunction, tables: LatchkeyTables): PolicyStatement[] {
  return GRANTS[name].map((grant) => {
    const { tableArn } = tables[grant.table];
    return new PolicyStatement({
      sid: statementId(grant),
      effect: Effect.ALLOW,
      actions: [`dynamodb:${grant.action}`],
      resources: [grant.index ? `${tableArn}/index/${grant.index}` : tableArn],
      conditions: conditionsOf(grant),
    });
  });
}

function conditionsOf({ keys, blindAttributes }: Grant): Record<string, Record<string, readonly string[] | string>> {
  const onlyTheseKeys = {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keys },
  };
  if (!blindAttributes) return onlyTheseKeys;
  return {
    ...onlyTheseKeys,
    "ForAllValues:StringEquals": { "dynamodb:Attributes": blindAttributes },
    StringEqualsIfExists: { "dynamodb:ReturnValues": "NONE" },
  };
}

/** Says what the statement is for, and keeps CDK from merging it with others. */
function statementId({ table, index, action, purpose }: Grant): string {
  return [action, table, index ?? "", purpose ?? ""]
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
