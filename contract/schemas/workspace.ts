import * as z from "zod";
import { isTimeZone } from "../../functions/domain/time-zone-name.ts";
import { instant, label, workspaceId } from "./common.ts";
import { owner, role, scope, services } from "./tokens.ts";

const TOKEN_LIFETIME_DAYS_MAX = 3650;
const policies = z
  .strictObject({
    serviceAccountsOnly: z.boolean().meta({ description: "New tokens belong to service accounts only" }),
    explicitDomainsOnly: z.boolean().meta({ description: "Domain lists cannot hold wildcards" }),
    tokenLifetimeDaysMax: z
      .int()
      .min(1)
      .max(TOKEN_LIFETIME_DAYS_MAX)
      .nullable()
      .meta({ description: "Longest life of a token's secret in days, counted from its making; null: no limit" }),
  })
  .meta({ id: "Policies" });
const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, "There is no such time zone. Write a name such as Europe/Berlin or UTC.")
  .meta({
    description:
      "Whose days and months analytics and statements have: a name of the IANA time zone database. A change counts from then on",
    example: "Europe/Berlin",
  });
export const workspace = z
  .strictObject({ id: workspaceId, name: label, policies, timeZone, createdAt: instant, updatedAt: instant })
  .meta({ id: "Workspace" });
export const createWorkspaceBody = z.strictObject({ name: label }).meta({ id: "CreateWorkspace" });
export const updateWorkspaceBody = z
  .strictObject({ name: label.optional(), policies: policies.partial().optional(), timeZone: timeZone.optional() })
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
    ownerRights: z
      .strictObject({ role: role.nullable(), scopes: z.array(scope), services })
      .nullable()
      .meta({
        description: "What the owner holds, where it is more than this token; null when the token can do all of it",
      }),
    operations: z.array(z.string()).meta({ description: "Ids of the operations that this credential may call" }),
  })
  .meta({ id: "Identity" });

export const health = z.strictObject({ status: z.literal("ok") }).meta({ id: "Health" });
