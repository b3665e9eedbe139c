import type { oas32 } from "zod-openapi";
import { ERRORS } from "../../contract/errors.ts";
import { DENY_REASONS } from "../../functions/domain/deny-reasons.ts";
import { TYPESCRIPT_FENCE } from "./fence.ts";
import { type AnySchema, listOperations } from "./openapi-operations.ts";
import { formatSchemas, type Schemas } from "./schema-types.ts";

/**
 * The SDK's types: one named type per schema of the document and per query, and `Operations`, which says for each operation what it
 * takes and answers.
 */
export async function createSdkTypes(document: oas32.OpenAPIObject): Promise<string> {
  const schemas: Schemas = { ...document.components?.schemas };
  const operations = listOperations(document).map(({ id, path, query, body, response }) => {
    const parts: string[] = [];
    if (path.length > 0) parts.push(`path: { ${path.map(formatPathParameter).join("; ")} }`);
    if (query.length > 0) parts.push(`query?: ${nameOf(asObjectSchema(query), `${pascalCase(id)}Query`, schemas)}`);
    if (body !== undefined)
      parts.push(`body${body.required ? "" : "?"}: ${nameOf(body.schema, `${pascalCase(id)}Body`, schemas)}`);
    parts.push(
      `response: ${response === undefined ? "undefined" : nameOf(response, `${pascalCase(id)}Response`, schemas)}`,
    );
    return `  ${id}: { ${parts.join("; ")} };`;
  });
  return `${TYPESCRIPT_FENCE}
${await formatSchemas(schemas)}
/** What each operation takes and answers. */
export interface Operations {
${operations.join("\n")}
}

/** Codes of problem details. \`docs/errors\` explains each. */
export type ErrorCode =${formatUnion(Object.keys(ERRORS))};

/** Why a credential is refused, as \`embed.diagnose\` tells it. */
export type DenyReason =${formatUnion(DENY_REASONS)};
`;
}

/** The name of a component, or of a schema that becomes one under a name of its own. */
function nameOf(schema: AnySchema, ownName: string, schemas: Schemas): string {
  if (typeof schema === "object" && typeof schema.$ref === "string")
    return schema.$ref.slice("#/components/schemas/".length);
  if (ownName in schemas) throw new Error(`two schemas would be called ${ownName}`);
  schemas[ownName] = schema;
  return ownName;
}

function asObjectSchema(parameters: readonly oas32.ParameterObject[]): oas32.SchemaObject {
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema ?? {}])),
    required: parameters.filter(({ required }) => required === true).map(({ name }) => name),
  };
}

function formatPathParameter({ name, schema }: oas32.ParameterObject): string {
  const isNumber =
    typeof schema === "object" && "type" in schema && (schema.type === "integer" || schema.type === "number");
  return `${name}: ${isNumber ? "number" : "string"}`;
}

function formatUnion(texts: readonly string[]): string {
  return texts.map((text) => `\n  | ${JSON.stringify(text)}`).join("");
}

function pascalCase(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
