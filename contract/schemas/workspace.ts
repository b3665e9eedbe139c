import * as z from "zod";
import { instant, label, pageOf, pageQuery, workspaceId } from "./common.ts";
import { owner, role, scope, services } from "./tokens.ts";

const policies = z
  .strictObject({
    serviceAccountsOnly: z.boolean().meta({ description: "New tokens belong to service accounts only" }),
    explicitDomainsOnly: z.boolean().meta({ description: "Domain lists cannot hold wildcards" }),
  })
  .meta({ id: "Policies" });
export const workspace = z
  .strictObject({ id: workspaceId, name: label, policies, createdAt: instant, updatedAt: instant })
  .meta({ id: "Workspace" });
export const updateWorkspaceBody = z
  .strictObject({ name: label.optional(), policies: policies.partial().optional() })
  .meta({ id: "UpdateWorkspace", description: "Only the fields that are given change" });

export const identity = z
  .strictObject({
    kind: z.enum(["private", "session"]),
    id: z.string().meta({ description: "Token id or member id" }),
    workspaceId,
    role: role.nullable(),
    scopes: z.array(scope),
    services,
    owner,
    operations: z.array(z.string()).meta({ description: "Ids of the operations that this credential may call" }),
  })
  .meta({ id: "Identity" });

export const auditEvent = z
  .strictObject({
    id: z.string(),
    at: instant,
    actor: z.strictObject({ kind: z.enum(["private", "session"]), id: z.string(), name: z.string() }),
    operation: z.string().meta({ description: "Operation id", example: "rotateToken" }),
    target: z.strictObject({ type: z.string(), id: z.string() }),
    before: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "The changed fields as they were; never a secret" }),
    after: z.record(z.string(), z.unknown()).nullable(),
    requestId: z.string(),
    ip: z.string(),
  })
  .meta({ id: "AuditEvent" });
export const auditEventPage = pageOf(auditEvent, "AuditEventPage");
export const listAuditEventsQuery = z.strictObject(pageQuery);

export const health = z.strictObject({ status: z.literal("ok") }).meta({ id: "Health" });
