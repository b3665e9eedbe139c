import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import type { AnySchema } from "./openapi-operations.ts";

export type Schemas = Record<string, AnySchema>;

/** One exported type per schema, by openapi-typescript, without its `components["schemas"]` detour. All fields are readonly. */
export async function formatSchemas(schemas: Schemas): Promise<string> {
  const document = { openapi: "3.1.0", info: { title: "Schemas", version: "0" }, paths: {}, components: { schemas } };
  const nodes = await openapiTS(Buffer.from(JSON.stringify(document)), {
    immutable: true,
    // A default is what the server takes when a field is left out: the field stays optional.
    defaultNonNullable: false,
    silent: true,
  });
  return findSchemaMembers(nodes)
    .map((member) => tidy(astToString([asTypeAlias(member)])))
    .join("\n");
}

/** Short references, and doc-comments without tags that repeat the type. */
function tidy(text: string): string {
  return text
    .replaceAll(/components\["schemas"\]\["(\w+)"\]/g, "$1")
    .replaceAll(/^ *\/\*\* @(?:enum \{string\}|constant) \*\/\n/gm, "")
    .replaceAll(/^ *\* @(?:enum \{string\}|constant)\n/gm, "")
    .replaceAll("@description ", "");
}

function findSchemaMembers(nodes: readonly ts.Node[]): readonly ts.PropertySignature[] {
  const components = nodes.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === "components");
  if (components === undefined || !ts.isInterfaceDeclaration(components))
    throw new Error("openapi-typescript gave no components");
  const schemas = components.members.filter(ts.isPropertySignature).find(({ name }) => nameOf(name) === "schemas");
  if (schemas?.type === undefined || !ts.isTypeLiteralNode(schemas.type))
    throw new Error("openapi-typescript gave no schemas");
  return schemas.type.members.filter(ts.isPropertySignature);
}

function asTypeAlias(member: ts.PropertySignature): ts.Node {
  if (member.type === undefined) throw new Error(`the schema ${nameOf(member.name)} has no type`);
  const alias = ts.factory.createTypeAliasDeclaration(
    [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)],
    nameOf(member.name),
    undefined,
    member.type,
  );
  return ts.setSyntheticLeadingComments(alias, ts.getSyntheticLeadingComments(member));
}

function nameOf(name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return name.text;
  throw new Error("a schema's name must be an identifier");
}
