import * as z from "zod";
import { API_SCOPES, CAPABILITIES, ROLES, TOKEN_KINDS } from "../../functions/domain/rights.ts";
import { TOKEN_STATUSES } from "../../functions/domain/token-record.ts";
import { instant, label, note, pageOf, pageQuery, serviceAccountId, tokenId } from "./common.ts";

export const role = z
  .enum(ROLES)
  .meta({ id: "Role", description: "Ceiling on what a token or member may do, low to high" });
export const scope = z.enum([...API_SCOPES, ...CAPABILITIES]).meta({ id: "Scope" });
export const services = z
  .union([z.literal("all"), z.array(z.string().regex(/^svc_[0-9A-Za-z]{12}$/)).max(100)])
  .meta({ description: "`all`, or the ids of the permitted services; an empty list permits none" });
export const owner = z
  .strictObject({
    type: z.enum(["member", "service_account"]),
    id: z.string(),
    name: z.string().meta({ description: "The member's email or the service account's name" }),
  })
  .meta({ id: "Owner" });
const ownerReference = z
  .strictObject({ type: z.enum(["member", "service_account"]), id: z.string().min(1).max(64) })
  .meta({ id: "OwnerReference" });
const domains = z
  .array(z.string().max(300))
  .min(1)
  .max(100)
  .meta({ description: "Which websites may use a public token: `https://shop.example.com`, `*.example.com`" });
const scopes = z.array(scope).min(1).max(16);

export const token = z
  .strictObject({
    id: tokenId,
    displayId: z.string().meta({ description: "For people: owner and six characters of the id" }),
    kind: z.enum(TOKEN_KINDS),
    label,
    note: note.nullable(),
    role: role.nullable().meta({ description: "null for public tokens" }),
    scopes: z.array(scope),
    services,
    owner,
    domains: z.array(z.string()).meta({ description: "Stored form; empty for private tokens" }),
    status: z.enum(TOKEN_STATUSES),
    masked: z.string().meta({ description: "What lists show; holds no part of the secret", example: "lks_7Qm2Zf…" }),
    createdAt: instant,
    createdBy: z.string().meta({ description: "Token id or member id of the actor" }),
    updatedAt: instant,
    expiresAt: instant.nullable().meta({ description: "null: does not expire" }),
    lastUsedAt: instant.nullable().meta({ description: "At most a minute late" }),
    lastUsedOrigin: z.string().nullable().meta({ description: "Origin of the page that used it last" }),
    lastUsedIp: z.string().nullable().meta({ description: "Address of the caller, when it came from no page" }),
    rotation: z
      .strictObject({ previousValidUntil: instant })
      .nullable()
      .meta({ description: "The rotation that is running" }),
    token: z.string().nullable().meta({
      description:
        "The value. Always there for a public token; for others only in the answer that issues or rotates it",
    }),
  })
  .meta({ id: "Token" });

export const tokenPage = pageOf(token, "TokenPage");

const common = {
  label,
  note: note.optional(),
  expiresAt: instant.optional().meta({ description: "Absent: does not expire" }),
};

export const createTokenBody = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("public"),
      ...common,
      owner: ownerReference.optional().meta({ description: "Required, and a service account" }),
      scopes: z
        .array(z.enum(CAPABILITIES))
        .min(1)
        .max(4)
        .default([...CAPABILITIES]),
      domains: domains.optional().meta({ description: "Required: at least one" }),
    }),
    z.strictObject({
      kind: z.literal("private"),
      ...common,
      owner: ownerReference.optional().meta({ description: "Default: the owner of the credential that creates it" }),
      role: role.default("viewer"),
      scopes: z.array(z.enum(API_SCOPES)).min(1).max(16),
      services: services.default("all"),
    }),
  ])
  .meta({ id: "CreateToken" });

export const updateTokenBody = z
  .strictObject({
    label: label.optional(),
    note: note.nullable().optional(),
    role: role.optional(),
    scopes: scopes.optional(),
    services: services.optional(),
    domains: domains.optional(),
    expiresAt: instant.nullable().optional().meta({ description: "null: does not expire" }),
  })
  .meta({ id: "UpdateToken", description: "Only the fields that are given change" });

export const GRACE_SECONDS_MAX = 30 * 24 * 60 * 60;
export const rotateTokenBody = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(0)
      .max(GRACE_SECONDS_MAX)
      .default(0)
      .meta({ description: "How long the old secret still counts; 0 ends it at once" }),
  })
  .meta({ id: "RotateToken" });

export const reassignTokenBody = z
  .strictObject({ owner: z.strictObject({ type: z.literal("service_account"), id: serviceAccountId }) })
  .meta({ id: "ReassignToken" });

export const revokedToken = z
  .strictObject({
    token,
    revocation: z.strictObject({
      revokedAt: instant,
      boundSeconds: z.int().meta({ description: "After this time no request passes with the token" }),
      effectiveAt: instant,
    }),
  })
  .meta({ id: "RevokedToken" });

export const TOKEN_SORTS = ["createdAt", "-createdAt"] as const;
export const listTokensQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(TOKEN_KINDS).optional(),
  status: z.enum(TOKEN_STATUSES).optional(),
  ownerType: z.enum(["member", "service_account"]).optional().meta({ description: "Together with `ownerId`" }),
  ownerId: z.string().min(1).max(64).optional(),
  text: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .meta({ description: "Part of the label, note, owner name or id; upper and lower case alike" }),
  sort: z.enum(TOKEN_SORTS).default("-createdAt"),
});
export const tokenPath = z.strictObject({ tokenId });
