import * as z from "zod";
import {
  type CreateDocumentOptions,
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { shapeOf } from "./api.ts";
import { describeErrors } from "./openapi-errors.ts";
import { type FunctionName, OPERATIONS, type Operation, type OperationId } from "./operations.ts";
import { EVENTS_PER_BATCH_MAX, event } from "./schemas/embed.ts";
import { TRANSACTIONS_MAX, usageTransaction } from "./schemas/service-management.ts";

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
  "token-checks": "What a token may do, why it is refused, and where it is used",
  embeds: "Stable ids that pages carry in the place of public tokens",
  members: "Persons: their rights, and how they come and go",
  "service-accounts": "Names that own tokens and are no persons",
  services: "Services and their tokens",
  "gateway-configurations": "What the gateway of a service runs with: versions, promotion, pins",
  applications: "Who calls a service, with a key and limits",
  "service-management": "What a service asks and reports about its applications, with its own token",
  configurators: "Configurator documents: draft, published versions, rollback",
  configurations: "Saved configurations of shoppers",
  quotes: "Signed prices, and the keys that they are verified with",
  uploads: "Files that shoppers add to a configuration",
  workspace: "The workspace and the credential in use",
  webhooks: "Where the workspace wants to be told of what happens to its tokens",
  "audit-events": "Who changed what, and when",
  analytics: "What shoppers do with configurators",
  usage: "What has been used, by workspace, token, service and application",
  billing: "What use costs: rate cards, and a statement for each month",
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
  "token-checks": "token-checks",
  embeds: "embeds",
  "service-accounts": "service-accounts",
  members: "members",
  invitations: "members",
  services: "services",
  "gateway-configurations": "gateway-configurations",
  applications: "applications",
  "service-management": "service-management",
  configurators: "configurators",
  configurations: "configurations",
  quotes: "quotes",
  uploads: "uploads",
  workspace: "workspace",
  webhooks: "webhooks",
  "audit-events": "audit-events",
  analytics: "analytics",
  usage: "usage",
  billing: "billing",
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
  trackEvents: z.strictObject({ events: z.array(event).min(1).max(EVENTS_PER_BATCH_MAX) }).meta({
    id: "TrackEvents",
    description: "Judged one by one: an event that does not fit is answered in `rejected` and does not lose the others",
  }),
  reportUsage: z.strictObject({ transactions: z.array(usageTransaction).min(1).max(TRANSACTIONS_MAX) }).meta({
    id: "ReportUsage",
    description:
      "Judged one by one: a transaction that does not fit is refused in `results` and does not lose the others",
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
    summary: shape.summary,
    description: describeRights(operation),
    tags: [TAG_OF[operation.function]],
    security: operation.credentials.map((kind) => ({ [SECURITY[kind].name]: [] })),
    requestParams: {
      ...(shape.path && { path: asObject(shape.path) }),
      ...(shape.query && { query: asObject(shape.query) }),
      ...(operation.creates && { header: idempotencyHeader }),
      ...(CONDITIONAL.has(id) && { header: conditionHeader }),
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
        ...(operation.creates && { headers: replayedHeader }),
        ...(CONDITIONAL.has(id) && { headers: validatorHeader }),
        ...(shape.responseType === "application/x-ndjson" && { headers: nextCursorHeader }),
        ...(shape.response && { content: { [shape.responseType ?? "application/json"]: { schema: shape.response } } }),
      },
      ...(CONDITIONAL.has(id) && {
        "304": { description: "Not changed since the version that `If-None-Match` names" },
      }),
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
const replayedHeader = z.object({
  "Idempotency-Replayed": z
    .literal("true")
    .optional()
    .meta({ description: "The answer of an earlier request under this key" }),
});

/** JSON Lines have no place for a cursor. */
const nextCursorHeader = z.object({
  "Latchkey-Next-Cursor": z
    .string()
    .optional()
    .meta({ description: "Pass it as `cursor` for the lines that follow; absent from the last answer" }),
});

/** Operations whose answer carries a validator (RFC 9110 section 8.8) and can be asked for only if it changed. */
const CONDITIONAL: ReadonlySet<OperationId> = new Set(["loadConfigurator", "getGatewayConfiguration"]);
const validatorHeader = z.object({ ETag: z.string().meta({ description: "Names the version" }) });
const conditionHeader = z.object({
  "If-None-Match": z.string().optional().meta({ description: "An `ETag` that is known already" }),
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

/** `format: date-time` says it; the expression that checks it is a screenful. */
const dropInstantPattern: NonNullable<CreateDocumentOptions["override"]> = ({ jsonSchema }) => {
  if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
};

function asObject(schema: z.ZodType): z.ZodObject {
  if (!(schema instanceof z.ZodObject)) throw new TypeError("path and query parameters are described by objects");
  return schema;
}
