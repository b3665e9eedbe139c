import type * as z from "zod";
import { ANALYTICS_SHAPES } from "./api/analytics.ts";
import { AUDIT_SHAPES } from "./api/audit.ts";
import { BILLING_SHAPES } from "./api/billing.ts";
import { CONFIGURATOR_SHAPES } from "./api/configurators.ts";
import { EMBED_SHAPES } from "./api/embed.ts";
import { EMBED_ID_SHAPES } from "./api/embeds.ts";
import { OPEN_SHAPES } from "./api/open.ts";
import { PEOPLE_SHAPES } from "./api/people.ts";
import { QUOTE_SHAPES } from "./api/quotes.ts";
import { SERVICE_SHAPES } from "./api/services.ts";
import { TOKEN_CHECK_SHAPES } from "./api/token-checks.ts";
import { TOKEN_SHAPES } from "./api/tokens.ts";
import { UPLOAD_SHAPES } from "./api/uploads.ts";
import { USAGE_SHAPES } from "./api/usage.ts";
import { WEBHOOK_SHAPES } from "./api/webhooks.ts";
import { WORKSPACE_SHAPES } from "./api/workspace.ts";
import type { NOTHING, OperationShape } from "./operation-shape.ts";
import type { OperationId } from "./operations.ts";

export type { OperationShape } from "./operation-shape.ts";

/** What every operation takes and answers, once. */
export const API = {
  ...EMBED_SHAPES,
  ...TOKEN_SHAPES,
  ...TOKEN_CHECK_SHAPES,
  ...EMBED_ID_SHAPES,
  ...PEOPLE_SHAPES,
  ...SERVICE_SHAPES,
  ...CONFIGURATOR_SHAPES,
  ...QUOTE_SHAPES,
  ...UPLOAD_SHAPES,
  ...WORKSPACE_SHAPES,
  ...AUDIT_SHAPES,
  ...ANALYTICS_SHAPES,
  ...USAGE_SHAPES,
  ...BILLING_SHAPES,
  ...WEBHOOK_SHAPES,
  ...OPEN_SHAPES,
} as const satisfies Record<OperationId, OperationShape>;

type Parsed<Shape, Part extends string> = Shape extends { readonly [Name in Part]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : z.output<typeof NOTHING>;

/** A request of one operation, parsed. */
export interface ParsedRequest<Id extends OperationId> {
  readonly path: Parsed<(typeof API)[Id], "path">;
  readonly query: Parsed<(typeof API)[Id], "query">;
  readonly body: Parsed<(typeof API)[Id], "body">;
}

/** The body that an operation answers with. */
export type ResponseOf<Id extends OperationId> = (typeof API)[Id] extends {
  readonly response: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : undefined;

export function shapeOf(id: OperationId): OperationShape {
  return API[id];
}
