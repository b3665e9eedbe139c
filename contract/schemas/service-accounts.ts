import * as z from "zod";
import { instant, note, pageOf, pageQuery, serviceAccountId } from "./common.ts";

export const serviceAccount = z
  .strictObject({
    id: serviceAccountId,
    name: serviceAccountId,
    description: note.nullable(),
    tokenCount: z.int().min(0).meta({ description: "Tokens it owns, revoked ones not counted" }),
    createdAt: instant,
    createdBy: z.string(),
    updatedAt: instant,
  })
  .meta({ id: "ServiceAccount" });
export const serviceAccountPage = pageOf(serviceAccount, "ServiceAccountPage");
export const createServiceAccountBody = z
  .strictObject({ name: serviceAccountId, description: note.optional() })
  .meta({ id: "CreateServiceAccount" });
export const updateServiceAccountBody = z
  .strictObject({ description: note.nullable() })
  .meta({ id: "UpdateServiceAccount" });
export const listServiceAccountsQuery = z.strictObject(pageQuery);
export const serviceAccountPath = z.strictObject({ serviceAccountId });
