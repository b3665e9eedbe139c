import { readAssembly } from "../local/template/assembly.ts";
import { isJsonObject, type Json } from "../local/template/json.ts";
import { readRoleStatements } from "../local/template/policies.ts";
import { createStack, type Stack } from "../local/template/stack.ts";

/** An IAM role of the synthesized template. */
export interface StackRole {
  /** As the local platform calls it. */
  readonly roleName: string;
  /** Its logical id without what is the same for all, for people: `Tokens`, `EventExportDelivery`. */
  readonly label: string;
  readonly statements: readonly Json[];
}

export interface StackRoles {
  readonly roles: readonly StackRole[];
  /** An ARN of the local platform, or a pattern of some, in words: the resource's id in place of its name. */
  describe(arn: string): string;
}

/** With everything that has a role, and an issuer as the local platform has one, which can resolve no user pool. */
const PARAMETERS = {
  OwnerEmail: "owner@example.com",
  EventExport: "on",
  IssuerUrl: "https://issuer.example.com",
  IssuerClientId: "console",
  IssuerJwksUri: "https://issuer.example.com/jwks",
};

/**
 * Every role of the template in an assembly, whoever assumes it, with its policies resolved as the local platform resolves them.
 *
 * @throws Error when the parameters leave a role out
 */
export function readRoles(assemblyDirectory: string): StackRoles {
  const assembly = readAssembly(assemblyDirectory);
  const stack = createStack(assembly, PARAMETERS, () => "");
  const made = new Set(stack.resources.map(({ logicalId }) => logicalId));
  for (const [logicalId, resource] of Object.entries(assembly.template.Resources ?? {})) {
    const isRole = isJsonObject(resource) && resource.Type === "AWS::IAM::Role";
    if (isRole && !made.has(logicalId))
      throw new Error(`${logicalId} is left out by its condition: see privileges/roles.ts`);
  }
  const roles = stack.ofType("AWS::IAM::Role").map((role) => ({
    roleName: role.ref,
    label: labelOf(role.logicalId),
    statements: readRoleStatements(stack, role),
  }));
  return { roles, describe: createDescribe(stack) };
}

/** CDK's logical ids are the path of constructs and eight digits of its hash. */
function labelOf(logicalId: string): string {
  return logicalId
    .replace(/[0-9A-F]{8}$/, "")
    .replace(/^Latchkey(Functions)?/, "")
    .replace(/Role$/, "");
}

function createDescribe(stack: Stack): (arn: string) => string {
  const names = stack.resources
    .flatMap(({ logicalId, attributes: { Arn, StreamArn } }) =>
      [
        { arn: StreamArn, label: `${labelOf(logicalId)} stream` },
        { arn: Arn?.replace(/:\*$/, ""), label: labelOf(logicalId) },
      ].flatMap(({ arn, label }) => (arn === undefined ? [] : [{ arn, label }])),
    )
    // The longest first: a stream's ARN begins with its table's.
    .sort((one, other) => other.arn.length - one.arn.length);
  return (arn) => {
    const found = names.find(
      (name) => arn === name.arn || (/^[/:]/.test(arn.slice(name.arn.length)) && arn.startsWith(name.arn)),
    );
    return found === undefined ? arn : found.label + arn.slice(found.arn.length).replace(/^:\*$/, "");
  };
}
