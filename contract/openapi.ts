import * as z from "zod";
import {
  type CreateDocumentOptions,
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { type OperationShape, shapeOf } from "./api.ts";
import { ERRORS, type ErrorCode } from "./errors.ts";
import { type FunctionName, OPERATIONS, type Operation, type OperationId } from "./operations.ts";
import { problem } from "./schemas/common.ts";
import { EVENTS_PER_BATCH_MAX, event } from "./schemas/embed.ts";

/**
 * The contract as an OpenAPI 3.1 document. Used at build time only: functions serve the generated file, so that they need not carry
 * the generator. The same contract gives the same document, key by key.
 */
export function createOpenApiDocument(version: string) {
  const operations = described();
  const tags = new Set(operations.map(([, operation]) => TAG_OF[operation.function]));
  const kinds = new Set(operations.flatMap(([, operation]) => operation.credentials));
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Latchkey",
        version,
        summary: "Access tokens that are safe to put on somebody else's website",
        description: DESCRIPTION,
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/", description: "The deployment that serves this document" }],
      tags: Object.entries(TAGS)
        .filter(([name]) => tags.has(name as Tag))
        .map(([name, description]) => ({ name, description })),
      paths: createPaths(operations),
      components: {
        securitySchemes: Object.fromEntries([...kinds].map((kind) => [SECURITY[kind].name, SECURITY[kind].scheme])),
      },
    },
    { override: dropInstantPattern },
  );
}

const DESCRIPTION = `Refusals by a function are problem details (RFC 9457) with a stable \`code\`. Refusals before any function runs come from the gateway
and say no more than \`403 {"message":"Forbidden"}\`: for a public token, \`POST /embed/v1/diagnose\` tells the reason. Times are RFC 3339 in UTC, prices
are integers in minor units. Lists answer \`{ items, nextCursor }\`.`;

const TAGS = {
  embed: "What a public token may do on somebody else's website",
  tokens: "Tokens, from issue to revocation",
  "service-accounts": "Names that own tokens and are no persons",
  configurators: "Configurator documents: draft, published versions, rollback",
  configurations: "Saved configurations of shoppers",
  workspace: "The workspace and the credential in use",
  "audit-events": "Who changed what, and when",
  open: "Without a credential",
} as const;
type Tag = keyof typeof TAGS;

const TAG_OF: Readonly<Record<FunctionName, Tag>> = {
  "embed-load": "embed",
  "embed-configurations": "embed",
  "embed-events": "embed",
  "embed-diagnose": "embed",
  preflight: "open",
  tokens: "tokens",
  "service-accounts": "service-accounts",
  configurators: "configurators",
  configurations: "configurations",
  workspace: "workspace",
  "audit-events": "audit-events",
  meta: "open",
};

const SECURITY = {
  private: {
    name: "privateToken",
    scheme: { type: "http", scheme: "bearer", description: "A private token, `lks_…`" },
  },
  session: {
    name: "session",
    scheme: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "JWT",
      description: "Access token of a console sign-in, together with the header `Latchkey-Workspace`",
    },
  },
  public: {
    name: "publicToken",
    scheme: {
      type: "apiKey",
      in: "query",
      name: "access_token",
      description: "A public token, `lkp_…`. It can also be sent as a bearer token, at the price of a CORS preflight.",
    },
  },
  service: {
    name: "serviceToken",
    scheme: { type: "http", scheme: "bearer", description: "A service token, `lkv_…`" },
  },
} as const;

/** A body that is read more leniently than it is documented. */
const DOCUMENTED_BODIES: Partial<Record<OperationId, z.ZodType>> = {
  trackEvents: z
    .strictObject({ events: z.array(event).min(1).max(EVENTS_PER_BATCH_MAX) })
    .meta({
      id: "TrackEvents",
      description:
        "Judged one by one: an event that does not fit is answered in `rejected` and does not lose the others",
    }),
};

/** Operations that callers choose to call. A preflight is sent by browsers. */
function described(): [OperationId, Operation][] {
  return Object.entries<Operation>(OPERATIONS)
    .map(([id, operation]): [OperationId, Operation] => [id as OperationId, operation])
    .filter(([, operation]) => operation.method !== "OPTIONS");
}

function createPaths(operations: readonly [OperationId, Operation][]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [id, operation] of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(id, operation),
    };
  }
  return paths;
}

function describeOperation(id: OperationId, operation: Operation): ZodOpenApiOperationObject {
  const shape = shapeOf(id);
  const body = DOCUMENTED_BODIES[id] ?? shape.body;
  return {
    operationId: id,
    summary: operation.summary,
    description: describeRights(operation),
    tags: [TAG_OF[operation.function]],
    security: operation.credentials.map((kind) => ({ [SECURITY[kind].name]: [] })),
    requestParams: {
      ...(shape.path && { path: asObject(shape.path) }),
      ...(shape.query && { query: asObject(shape.query) }),
      ...(operation.creates && { header: idempotencyHeader }),
    },
    ...(body && {
      requestBody: {
        required: shape.bodyOptional !== true,
        content: {
          "application/json": { schema: body },
          ...(operation.path.startsWith("/embed/") && { "text/plain": { schema: body } }),
        },
      },
    }),
    responses: {
      [`${shape.status}`]: {
        description: "Done",
        ...(shape.response && { content: { [shape.responseType ?? "application/json"]: { schema: shape.response } } }),
      },
      ...describeErrors(operation, shape),
    },
  };
}

const idempotencyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/)
    .optional()
    .meta({ description: "The same key for 24 hours gives the answer of the first request again" }),
});

function describeRights({ api, capability, effect, minimumRole, minimumRoleForOthers }: Operation): string {
  const rights = [
    capability && `Capability \`${capability}\`.`,
    api && `Scope \`${api}:${effect}\`.`,
    minimumRole && `Role \`${minimumRole}\` or higher.`,
    minimumRoleForOthers && `For tokens that you neither created nor own: \`${minimumRoleForOthers}\` or higher.`,
  ].filter((text) => text !== undefined);
  return rights.length === 0 ? "No right needed." : rights.join(" ");
}

/** The codes of an operation: its own, and those that follow from what it takes. */
export function errorCodesOf(operation: Operation, shape: OperationShape): readonly ErrorCode[] {
  return [
    "invalid_query",
    ...(shape.query && "cursor" in asObject(shape.query).shape ? (["invalid_cursor"] as const) : []),
    ...(shape.body ? (["malformed_json", "invalid_body", "body_too_large", "unsupported_media_type"] as const) : []),
    ...(operation.creates ? (["invalid_idempotency_key", "idempotency_key_reused"] as const) : []),
    ...shape.errors,
    ...(operation.credentials.length > 0 ? (["too_many_requests"] as const) : []),
    "internal_error",
  ];
}

const gatewayRefusal = z
  .object({ message: z.string() })
  .meta({ id: "GatewayRefusal", description: "The gateway refused before any function ran; it never says why" });

function describeErrors(operation: Operation, shape: OperationShape): ZodOpenApiResponsesObject {
  const codesByStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(operation, shape)) {
    const { status } = ERRORS[code];
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
  }
  const gatewayStatuses = operation.credentials.length > 0 ? [403, 429] : [];
  const statuses = [...new Set([...codesByStatus.keys(), ...gatewayStatuses])].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = codesByStatus.get(status);
      const descriptions = codes?.map((code) => `\`${code}\`: ${ERRORS[code].title}`) ?? ["Refused by the gateway"];
      const content = {
        ...(codes && { "application/problem+json": { schema: problem } }),
        ...(gatewayStatuses.includes(status) && { "application/json": { schema: gatewayRefusal } }),
      };
      return [`${status}`, { description: descriptions.join("; "), content }];
    }),
  );
}

/** `format: date-time` says it; the expression that checks it is a screenful. */
const dropInstantPattern: NonNullable<CreateDocumentOptions["override"]> = ({ jsonSchema }) => {
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
};

function asObject(schema: z.ZodType): z.ZodObject {
  if (!(schema instanceof z.ZodObject)) throw new TypeError("path and query parameters are described by objects");
  return schema;
}
