import * as z from "zod";
import { DENY_REASONS } from "../../functions/domain/deny-reasons.ts";
import { CHECK_NAMES } from "../../functions/domain/explain.ts";
import { ORIGIN_REFUSALS } from "../../functions/domain/origin.ts";
import { PATTERN_REFUSALS } from "../../functions/domain/pattern-refusals.ts";
import { EFFECTS, ROLES, TOKEN_KINDS } from "../../functions/domain/rights.ts";
import { OWNER_STATES, TOKEN_STATUSES } from "../../functions/domain/token-record.ts";
import { OPERATIONS, type Operation, type OperationId } from "../operations.ts";
import { instant, pageOf, pageQuery, tokenId } from "./common.ts";
import { owner, role, scope, services } from "./tokens.ts";

const VALUE_LENGTH_MAX = 4096;
export const verifyTokenBody = z
  .strictObject({
    token: z
      .string()
      .max(VALUE_LENGTH_MAX)
      .optional()
      .meta({ description: "The whole value of a token. Absent: the credential that asks" }),
  })
  .meta({ id: "VerifyToken" });

const rights = z
  .strictObject({ role: role.nullable(), scopes: z.array(scope), services })
  .meta({ id: "EffectiveRights", description: "What was given and the owner still has" });

const VERIFY_WARNINGS = ["expires_soon", "previous_secret", "reduced_by_owner", "on_trial"] as const;
export type VerifyWarning = (typeof VERIFY_WARNINGS)[number];
const known = z
  .strictObject({
    valid: z.boolean().meta({ description: "Whether a request that its rights allow would pass now" }),
    status: z.enum(TOKEN_STATUSES).meta({ description: "A console session is active" }),
    reason: z.enum(DENY_REASONS).nullable().meta({ description: "Why it is not valid" }),
    kind: z.enum([...TOKEN_KINDS, "session"]),
    id: z.string().meta({ description: "Token id, or the member id of a session" }),
    rights,
    owner: owner.extend({
      state: z.enum(OWNER_STATES).nullable().meta({ description: "null: the owner does not exist any more" }),
    }),
    expiresAt: instant.nullable().meta({ description: "The earlier of its own expiry and the workspace's lifetime" }),
    domains: z.array(z.string()).meta({ description: "Pages that may use a public token" }),
    allowedAddresses: z.array(z.string()).nullable().meta({ description: "Networks that may use it; null: all" }),
    warnings: z.array(z.strictObject({ code: z.enum(VERIFY_WARNINGS), message: z.string() })),
  })
  .meta({ id: "KnownToken" });
const unknown = z
  .strictObject({ valid: z.literal(false), status: z.literal("unknown") })
  .meta({ id: "UnknownToken", description: "Malformed, unknown, another secret, or of another workspace" });
export const verification = z.discriminatedUnion("status", [known, unknown]).meta({ id: "Verification" });

/** What a credential opens: everything but the open operations. */
const AUTHORIZED_IDS = Object.entries<Operation>(OPERATIONS).flatMap(([id, { credentials }]) =>
  credentials.length > 0 ? [id as OperationId] : [],
);
export const explainTokenBody = z
  .strictObject({
    tokenId,
    operation: z.enum(AUTHORIZED_IDS).meta({ id: "AuthorizedOperation", description: "Id of an operation" }),
    origin: z.string().max(300).optional().meta({ description: "The `Origin` header of the request; absent: none" }),
    address: z
      .union([z.ipv4(), z.ipv6()])
      .optional()
      .meta({ description: "The caller's address; absent: as if it were not known" }),
    at: instant.optional().meta({ description: "Judge as of this instant, with everything else as it is now" }),
  })
  .meta({ id: "ExplainToken" });

const EXPLAIN_NOTES = ["trial_would_refuse", "trial_allows", "limited", "role_for_others"] as const;
export type ExplainNote = (typeof EXPLAIN_NOTES)[number];
const reason = z.enum([...DENY_REASONS, "no_service_access"]);
export const explanation = z
  .strictObject({
    decision: z.enum(["allow", "deny"]),
    reason: reason.nullable().meta({ description: "The first check that refuses" }),
    message: z.string(),
    fix: z.string().nullable().meta({ description: "What would change the decision" }),
    docs: z.string().nullable().meta({ description: "Page of the reason, relative to the API" }),
    checks: z
      .array(
        z.strictObject({
          name: z.enum(CHECK_NAMES),
          outcome: z.enum(["passed", "refused"]),
          reason: reason.nullable(),
          message: z.string(),
        }),
      )
      .meta({ description: "All of them, in order, also those behind the one that decides" }),
    needs: z
      .strictObject({
        credentials: z.array(z.enum([...TOKEN_KINDS, "session"])),
        scope: scope.nullable().meta({ description: "Scope of a private token or capability of a public one" }),
        role: z.enum(ROLES).nullable(),
        effect: z.enum(EFFECTS),
      })
      .meta({ description: "What the operation takes" }),
    rights: rights.meta({ description: "What the token may do: given to it, and still held by its owner" }),
    notes: z
      .array(z.strictObject({ code: z.enum(EXPLAIN_NOTES), message: z.string() }))
      .meta({ description: "What is no check and matters all the same: lists on trial, limits" }),
  })
  .meta({ id: "Explanation" });

const PATTERNS_MAX = 100;
const ORIGINS_MAX = 100;
const TEXT_LENGTH_MAX = 300;
export const testDomainPatternsBody = z
  .strictObject({
    patterns: z.array(z.string().max(TEXT_LENGTH_MAX)).min(1).max(PATTERNS_MAX),
    origins: z
      .array(z.string().max(TEXT_LENGTH_MAX))
      .max(ORIGINS_MAX)
      .default([])
      .meta({ description: "As a browser sends them: `https://shop.example.com`" }),
  })
  .meta({ id: "TestDomainPatterns" });
const PATTERN_REFUSAL_CODES = Object.keys(PATTERN_REFUSALS) as (keyof typeof PATTERN_REFUSALS)[];
export const testedDomainPatterns = z
  .strictObject({
    patterns: z.array(
      z.strictObject({
        text: z.string().meta({ description: "As it was given" }),
        pattern: z.string().nullable().meta({ description: "Stored form; null when it is refused" }),
        refusal: z.enum(PATTERN_REFUSAL_CODES).nullable(),
        message: z.string().nullable(),
      }),
    ),
    origins: z.array(
      z.strictObject({
        text: z.string().meta({ description: "As it was given" }),
        refusal: z.enum(ORIGIN_REFUSALS).nullable().meta({ description: "Why it is no origin" }),
        message: z.string().nullable(),
        matchedBy: z.array(z.string()).meta({ description: "Stored forms that allow it; empty: it is refused" }),
      }),
    ),
  })
  .meta({ id: "TestedDomainPatterns" });

const uses = z.int().min(0);
export const observedOrigin = z
  .strictObject({
    origin: z.string(),
    outcome: z.enum(["allowed", "refused"]).meta({ description: "How the latest request from there ended" }),
    allowed: uses.meta({ description: "Requests that were allowed; sampled, so there were at least so many" }),
    refused: uses.meta({ description: "Requests that were refused because the origin was not on the list" }),
    firstSeenAt: instant,
    lastSeenAt: instant.meta({ description: "Origins are forgotten 90 days after" }),
    isListed: z.boolean().meta({ description: "Whether the token's list of domains allows it now" }),
    trial: z
      .strictObject({ wouldRefuse: z.boolean(), refused: uses })
      .nullable()
      .meta({ description: "What the list on trial would do, and has noted until now; null: none is on trial" }),
    previousSecret: z
      .strictObject({ uses, lastSeenAt: instant })
      .nullable()
      .meta({ description: "Uses of the secret before the latest rotation; null: none" }),
  })
  .meta({ id: "ObservedOrigin" });
export const observedOriginPage = pageOf(observedOrigin, "ObservedOriginPage");
export const listObservedOriginsQuery = z.strictObject(pageQuery);
