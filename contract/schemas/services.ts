import * as z from "zod";
import { SERVICE_STATES } from "../../functions/domain/application.ts";
import { GRACE_SECONDS_MAX } from "../../functions/domain/expiry.ts";
import { instant, label, note, pageOf, pageQuery, tokenId } from "./common.ts";

export const serviceId = z
  .string()
  .regex(/^svc_[0-9A-Za-z]{12}$/)
  .meta({ description: "Service id", example: "svc_6Tq1XbN8wEyH" });
const rotation = z
  .strictObject({ previousValidUntil: instant })
  .nullable()
  .meta({ description: "The rotation that is running" });

export const service = z
  .strictObject({
    id: serviceId,
    name: label,
    description: note.nullable(),
    state: z.enum(SERVICE_STATES).meta({ description: "While it is disabled, its token is refused" }),
    applicationCount: z.int().min(0),
    tokenId: tokenId.meta({ description: "Its service token, made with it" }),
    maskedToken: z.string().meta({ description: "Holds no part of the secret", example: "lkv_7Qm2Zf…" }),
    createdAt: instant,
    createdBy: z.string(),
    updatedAt: instant,
  })
  .meta({ id: "Service" });
export const servicePage = pageOf(service, "ServicePage");

export const issuedService = service
  .extend({
    token: z.string().nullable().meta({
      description: "The service token. null in a repeated answer, when the token has been rotated since",
    }),
  })
  .meta({ id: "IssuedService" });

export const serviceToken = z
  .strictObject({
    serviceId,
    tokenId,
    token: z.string().nullable().meta({
      description: "The value; null where it was not asked for, and in a repeated answer after another rotation",
    }),
    rotation,
  })
  .meta({ id: "ServiceToken" });

export const createServiceBody = z
  .strictObject({ name: label, description: note.optional() })
  .meta({ id: "CreateService" });
export const updateServiceBody = z
  .strictObject({ name: label.optional(), description: note.nullable().optional() })
  .meta({ id: "UpdateService", description: "Only the fields that are given change" });
export const rotateServiceTokenBody = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(0)
      .max(GRACE_SECONDS_MAX)
      .default(0)
      .meta({ description: "How long the old secret still counts; 0 ends it at once" }),
  })
  .meta({ id: "RotateServiceToken" });
export const listServicesQuery = z.strictObject(pageQuery);
export const servicePath = z.strictObject({ serviceId });
