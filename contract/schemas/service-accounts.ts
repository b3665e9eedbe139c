import * as z from "zod";
import { SERVICE_ACCOUNT_STATES, suggestServiceAccountName } from "../../functions/domain/service-account.ts";
import { instant, note, pageOf, pageQuery, serviceAccountId } from "./common.ts";
import { apiScopes } from "./members.ts";
import { role, services } from "./tokens.ts";

/** As in a path, but here somebody has chosen it: the message says what would do. */
const name = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, {
    error: ({ input }) => {
      const suggestion = typeof input === "string" ? suggestServiceAccountName(input) : undefined;
      const rule = "Use 1 to 64 letters, digits, hyphens and underscores";
      return suggestion === undefined ? `${rule}.` : `${rule}, such as ${suggestion}.`;
    },
  })
  .meta({ description: "Letters, digits, hyphen and underscore. The name is the id.", example: "web-shop" });

export const serviceAccount = z
  .strictObject({
    id: serviceAccountId,
    name: serviceAccountId,
    description: note.nullable(),
    role: role.meta({ description: "Ceiling on what its tokens can do now" }),
    scopes: apiScopes,
    services,
    state: z.enum(SERVICE_ACCOUNT_STATES).meta({ description: "Tokens of a disabled service account are stopped" }),
    tokenCount: z.int().min(0).meta({ description: "Tokens it owns, revoked ones not counted" }),
    lastUsedAt: instant
      .nullable()
      .optional()
      .meta({ description: "When one of its 100 newest tokens was used last; only where one account is read" }),
    createdAt: instant,
    createdBy: z.string(),
    updatedAt: instant,
  })
  .meta({ id: "ServiceAccount" });
export const serviceAccountPage = pageOf(serviceAccount, "ServiceAccountPage");
export const createServiceAccountBody = z
  .strictObject({
    name,
    description: note.optional(),
    role: role.optional().meta({ description: "Default: yours" }),
    scopes: apiScopes.optional().meta({ description: "Default: yours" }),
    services: services.optional().meta({ description: "Default: yours" }),
  })
  .meta({ id: "CreateServiceAccount", description: "Nobody gives a service account more than they hold" });
export const updateServiceAccountBody = z
  .strictObject({
    description: note.nullable().optional(),
    role: role.optional(),
    scopes: apiScopes.optional(),
    services: services.optional(),
  })
  .meta({ id: "UpdateServiceAccount", description: "Only the fields that are given change" });
export const listServiceAccountsQuery = z.strictObject(pageQuery);
export const serviceAccountPath = z.strictObject({ serviceAccountId });
