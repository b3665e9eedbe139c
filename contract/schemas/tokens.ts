import * as z from "zod";
import { EXPIRY_PRESETS, GRACE_SECONDS_MAX } from "../../functions/domain/expiry.ts";
import { API_SCOPES, CAPABILITIES, ROLES, TOKEN_KINDS } from "../../functions/domain/rights.ts";
import { OWNER_TYPES, TOKEN_STATUSES } from "../../functions/domain/token-record.ts";
import { TOKEN_WARNINGS } from "../../functions/domain/token-warnings.ts";
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
    type: z.enum(OWNER_TYPES),
    id: z.string(),
    name: z.string().meta({ description: "The member's email, or the name of the service account or service" }),
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
const allowedAddresses = z
  .array(z.string().max(64))
  .min(1)
  .max(50)
  .meta({ description: "Addresses and networks that may use a private token: `192.0.2.7`, `2001:db8::/32`" });
const trial = z
  .strictObject({
    domains,
    endsAt: instant.meta({ description: "At most 90 days ahead" }),
  })
  .meta({
    id: "DomainTrial",
    description:
      "A list of domains that is only watched: what it would refuse is recorded until it ends, and nothing is refused",
  });

const limit = z.int().min(1).max(1_000_000_000).nullable().meta({ description: "null: no limit" });
const LIMITS = {
  requestsPerMinute: limit,
  requestsPerDay: limit,
  savesPerDay: limit,
  eventsPerDay: limit,
  loadsPerDay: limit,
};
const tokenLimits = z.strictObject(LIMITS).meta({
  id: "TokenLimits",
  description: "Most uses in one minute and in one UTC day. Saves, events and loads: public tokens only",
});
const tokenLimitChanges = z.strictObject(LIMITS).partial().meta({
  id: "TokenLimitChanges",
  description:
    "Only the limits that are given change; null removes one. A new public token starts with 6000 requests a minute, and a day with 1000000 requests, 500000 loads, 200000 batches of events and 5000 saves; a private one without limits",
});

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
    trial: trial
      .nullable()
      .meta({ description: "The last list of domains that was put on trial; it is watched until it ends" }),
    allowedAddresses: z
      .array(z.string())
      .nullable()
      .meta({ description: "Stored form, in CIDR notation; null: every address" }),
    limits: tokenLimits,
    createdAt: instant,
    createdBy: z.string().meta({ description: "Token id or member id of the actor" }),
    updatedAt: instant,
    issuedAt: instant.meta({
      description: "When its present secret was made; a workspace's longest lifetime counts from here",
    }),
    expiresAt: instant.nullable().meta({ description: "null: does not expire" }),
    lastUsedAt: instant.nullable().meta({ description: "At most an hour late" }),
    lastUsedOrigin: z.string().nullable().meta({ description: "Origin of the page that used it last" }),
    lastUsedIp: z.string().nullable().meta({ description: "Address of the caller, when it came from no page" }),
    rotation: z
      .strictObject({
        startedAt: instant,
        previousValidUntil: instant.meta({ description: "Until then the old secret counts too" }),
        previousLastUsedAt: instant
          .nullable()
          .meta({ description: "When the old secret was last used since; null: not since the rotation began" }),
      })
      .nullable()
      .meta({ description: "The rotation that is running" }),
    warnings: z.array(z.enum(TOKEN_WARNINGS)).meta({ description: "What its owner should look at" }),
    token: z.string().nullable().meta({
      description:
        "The value. Always there for a public token; for others only in the answer that issues or rotates it",
    }),
  })
  .meta({ id: "Token" });

export const tokenPage = pageOf(token, "TokenPage");

const expiresIn = z
  .enum(EXPIRY_PRESETS)
  .meta({ description: "Instead of `expiresAt`: from now on; a year has 365 days, `never` is no expiry" });
const common = {
  label,
  note: note.optional(),
  expiresAt: instant.optional().meta({ description: "Absent, and no `expiresIn`: does not expire" }),
  expiresIn: expiresIn.optional(),
  limits: tokenLimitChanges.optional(),
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
      trial: trial.optional(),
    }),
    z.strictObject({
      kind: z.literal("private"),
      ...common,
      owner: ownerReference.optional().meta({ description: "Default: the owner of the credential that creates it" }),
      preset: z.literal("full").optional().meta({
        description:
          "Instead of role, scopes and services: everything that both the credential in use and the owner have now. It is written out in the token; what either gets later is not in it",
      }),
      role: role.optional().meta({ description: "Default: viewer" }),
      scopes: z.array(z.enum(API_SCOPES)).min(1).max(16).optional().meta({ description: "Required without a preset" }),
      services: services
        .optional()
        .meta({ description: "Default: those that both the credential in use and the owner have now" }),
      allowedAddresses: allowedAddresses.optional(),
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
    trial: trial.nullable().optional().meta({ description: "Public tokens; null ends the trial" }),
    allowedAddresses: allowedAddresses
      .nullable()
      .optional()
      .meta({ description: "Private tokens; null allows every address" }),
    limits: tokenLimitChanges.optional(),
    expiresAt: instant.nullable().optional().meta({ description: "null: does not expire" }),
    expiresIn: expiresIn.optional(),
  })
  .meta({ id: "UpdateToken", description: "Only the fields that are given change" });

export const rotateTokenBody = z
  .strictObject({
    graceSeconds: z.int().min(0).max(GRACE_SECONDS_MAX).default(0).meta({
      description:
        "How long the secret until now still counts; 0 ends it at once. A rotation that was still running ends",
    }),
  })
  .meta({ id: "RotateToken" });

export const extendRotationBody = z
  .strictObject({
    graceSeconds: z
      .int()
      .min(1)
      .max(GRACE_SECONDS_MAX)
      .meta({ description: "From now on; the old secret ends 30 days after the rotation at the latest" }),
  })
  .meta({ id: "ExtendRotation" });

const serviceAccountOwner = z.strictObject({ type: z.literal("service_account"), id: serviceAccountId });
export const reassignTokenBody = z.strictObject({ owner: serviceAccountOwner }).meta({ id: "ReassignToken" });

export const revocation = z
  .strictObject({
    revokedAt: instant,
    boundSeconds: z.int().meta({ description: "How long after the acknowledged revocation a request may still pass" }),
    effectiveAt: instant.meta({
      description: "From then on no request passes with the token, however long the revocation took",
    }),
    isEffective: z.boolean().meta({ description: "Whether that instant has passed" }),
  })
  .meta({ id: "Revocation" });
export const revokedToken = z.strictObject({ token, revocation }).meta({ id: "RevokedToken" });

export const BULK_ACTIONS = ["disable", "enable", "revoke", "reassign"] as const;
export const BULK_TOKENS_MAX = 100;
export const changeTokensBody = z
  .strictObject({
    action: z.enum(BULK_ACTIONS),
    tokenIds: z.array(tokenId).min(1).max(BULK_TOKENS_MAX).optional().meta({ description: "Either these" }),
    owner: ownerReference
      .optional()
      .meta({ description: "or those of one owner that the action changes: 100 in one request" }),
    newOwner: serviceAccountOwner.optional().meta({ description: "Whom to reassign to" }),
  })
  .meta({ id: "ChangeTokens", description: "One action on many tokens" });
export const changedTokens = z
  .strictObject({
    results: z
      .array(
        z.strictObject({
          tokenId,
          status: z.enum(["done", "refused", "failed", "not_reached"]).meta({
            description:
              "`done`, also when there was nothing to change; `refused` by the rules of the single operation; `failed` on our side; `not_reached` before the time was over: send these again",
          }),
          code: z.string().nullable().meta({ description: "Code of the refusal or failure; see docs/errors" }),
        }),
      )
      .max(BULK_TOKENS_MAX),
    hasMore: z
      .boolean()
      .meta({ description: "Whether the owner may have more tokens that the action changes: send the request again" }),
  })
  .meta({ id: "ChangedTokens", description: "One result for each token, in the order of the request" });

export const TOKEN_SORTS = ["createdAt", "-createdAt", "expiresAt", "-expiresAt"] as const;
export const listTokensQuery = z.strictObject({
  ...pageQuery,
  kind: z.enum(TOKEN_KINDS).optional(),
  status: z.enum(TOKEN_STATUSES).optional(),
  ownerType: z.enum(OWNER_TYPES).optional().meta({ description: "Together with `ownerId`" }),
  ownerId: z.string().min(1).max(64).optional(),
  text: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .meta({ description: "Part of the label, note, owner name or id; upper and lower case alike" }),
  expiresWithinDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .optional()
    .meta({ description: "Tokens that end within so many days and have not ended yet, the next one first" }),
  unusedForDays: z.coerce.number().int().min(1).max(3650).optional().meta({
    description:
      "Tokens that are not revoked and were neither made nor used for so many days, the longest unused first",
  }),
  sort: z.enum(TOKEN_SORTS).optional().meta({
    description:
      "Default `-createdAt`. By expiry, tokens without one and revoked ones are left out; expired tokens and those that expire soon are sorted by expiry only, unused ones by their last use only",
  }),
});
export const tokenPath = z.strictObject({ tokenId });
