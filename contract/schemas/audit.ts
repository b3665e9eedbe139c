import * as z from "zod";
import { AUDIT_CHAINS, CHAIN_PROBLEMS } from "../../functions/domain/audit-chain.ts";
import { TOKEN_KINDS } from "../../functions/domain/rights.ts";
import { instant, pageOf, pageQuery, workspaceId } from "./common.ts";

const chain = z
  .int()
  .min(0)
  .max(AUDIT_CHAINS - 1)
  .meta({ description: "Which of the workspace's chains" });
const sequence = z.int().min(1).meta({ description: "Place in the chain, counted from 1 without a gap" });
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: "SHA-256, in hexadecimal digits" });

export const auditEvent = z
  .strictObject({
    id: z.string(),
    at: instant,
    actor: z.strictObject({
      kind: z
        .enum([...TOKEN_KINDS, "session", "system"])
        .meta({ description: "`system`: scheduled work that no request asked for" }),
      id: z.string(),
      name: z.string(),
    }),
    operation: z.string().meta({ description: "Operation id", example: "rotateToken" }),
    target: z.strictObject({ type: z.string(), id: z.string() }),
    before: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "The changed fields as they were; never a secret" }),
    after: z.record(z.string(), z.unknown()).nullable(),
    requestId: z.string(),
    ip: z.string(),
    workspaceId,
    chain,
    sequence,
    previousHash: hash.meta({ description: "`hash` of the event before it in its chain; 64 zeros for the first" }),
    hash: hash.meta({ description: "SHA-256 of the canonical JSON (RFC 8785) of all other fields" }),
  })
  .meta({ id: "AuditEvent" });
export const auditEventPage = pageOf(auditEvent, "AuditEventPage");

export const listAuditEventsQuery = z.strictObject({
  ...pageQuery,
  targetType: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional()
    .meta({ description: "Together with `targetId`", example: "token" }),
  targetId: z.string().min(1).max(200).optional().meta({ description: "What was changed; together with `targetType`" }),
  actorId: z.string().min(1).max(200).optional().meta({ description: "Token id or member id of who did it" }),
  operation: z
    .string()
    .regex(/^[A-Za-z]{1,64}$/)
    .optional()
    .meta({ description: "Operation id", example: "rotateToken" }),
  from: instant.optional().meta({ description: "Events at this instant or later" }),
  to: instant.optional().meta({ description: "Events before this instant" }),
});

export const exportAuditEventsQuery = z.strictObject({
  cursor: z
    .string()
    .min(1)
    .max(2048)
    .optional()
    .meta({ description: "The header `Latchkey-Next-Cursor` of the answer before" }),
});

/** The last event of a chain. */
const head = z.strictObject({ chain, sequence, hash }).meta({ id: "AuditChainHead" });

export const verifyAuditEventsBody = z
  .strictObject({
    checkpoint: z
      .array(head)
      .max(AUDIT_CHAINS)
      .default([])
      .meta({ description: "`heads` of an earlier verification: what was there then must be there still, unchanged" }),
    cursor: z.string().min(1).max(2048).optional().meta({ description: "`nextCursor` of the stretch before" }),
  })
  .meta({ id: "VerifyAuditEvents" });

export const auditVerification = z
  .strictObject({
    verified: z.boolean().meta({ description: "Whether this stretch has no problem" }),
    checked: z.int().min(0).meta({ description: "Number of events in this stretch" }),
    problems: z
      .array(
        z
          .strictObject({
            chain,
            sequence: z.int().min(0).meta({ description: "Of the event where it shows; 0 for a chain that is empty" }),
            code: z.enum(CHAIN_PROBLEMS),
          })
          .meta({ id: "AuditChainProblem" }),
      )
      .meta({ description: "At most 100 are told" }),
    heads: z.array(head).meta({
      description:
        "Last event of each chain in this stretch. Those of all stretches, the later ones winning, are a checkpoint: keep it elsewhere",
    }),
    nextCursor: z.string().nullable().meta({ description: "Pass it as `cursor`; null when the whole trail is read" }),
  })
  .meta({ id: "AuditVerification" });
