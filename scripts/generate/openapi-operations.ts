import type { oas32 } from "zod-openapi";

export interface OperationView {
  readonly id: string;
  readonly path: readonly oas32.ParameterObject[];
  readonly query: readonly oas32.ParameterObject[];
  readonly body: { readonly schema: AnySchema; readonly required: boolean } | undefined;
  /** The body of the answer when all goes well; undefined when it has none. */
  readonly response: AnySchema | undefined;
}

export type AnySchema = oas32.SchemaObject | oas32.ReferenceObject;

const METHODS = ["get", "post", "patch", "delete"] as const;

/** The operations of a document, in its order. Throws when the document leaves the subset that the contract is written in. */
export function listOperations(document: oas32.OpenAPIObject): readonly OperationView[] {
  return Object.values(document.paths ?? {}).flatMap((item) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [viewOperation(operation)];
    }),
  );
}

function viewOperation(operation: oas32.OperationObject): OperationView {
  const { operationId, requestBody } = operation;
  if (operationId === undefined) throw new Error("an operation has no id");
  const parameters = (operation.parameters ?? []).map(resolved);
  const body = requestBody === undefined ? undefined : resolved(requestBody);
  const schema = body && jsonSchemaOf(body.content);
  return {
    id: operationId,
    path: parameters.filter((parameter) => parameter.in === "path"),
    query: parameters.filter((parameter) => parameter.in === "query"),
    body: schema === undefined ? undefined : { schema, required: body?.required === true },
    response: responseSchemaOf(operationId, operation.responses ?? {}),
  };
}

function responseSchemaOf(operationId: string, responses: oas32.ResponsesObject): AnySchema | undefined {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const [success, ...others] = successes;
  if (success === undefined || others.length > 0) throw new Error(`${operationId} must have exactly one 2xx answer`);
  const response: oas32.ResponseObject | oas32.ReferenceObject = success[1];
  const { content = {} } = resolved(response);
  const isText = "text/plain" in content || "text/csv" in content;
  return jsonSchemaOf(content) ?? pageOfLines(content) ?? (isText ? { type: "string" } : undefined);
}

function jsonSchemaOf(content: oas32.ContentObject): AnySchema | undefined {
  const media = content["application/json"];
  return media === undefined ? undefined : resolved(media).schema;
}

/** The SDK makes a page of JSON Lines: their schema is that of one line. */
function pageOfLines(content: oas32.ContentObject): AnySchema | undefined {
  const media = content["application/x-ndjson"];
  const line = media === undefined ? undefined : resolved(media).schema;
  if (line === undefined) return undefined;
  return {
    type: "object",
    properties: { items: { type: "array", items: line }, nextCursor: { type: ["string", "null"] } },
    required: ["items", "nextCursor"],
  };
}

function resolved<Value extends object>(value: Value | oas32.ReferenceObject): Value {
  if ("$ref" in value) throw new Error("parameters, bodies and responses are written in place");
  return value;
}
