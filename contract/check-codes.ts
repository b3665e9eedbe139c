import type { ChainProblemCode } from "../functions/domain/audit-chain.ts";
import type { InnerCodeText } from "./inner-code.ts";
import type { ExplainNote, VerifyWarning } from "./schemas/token-checks.ts";

const VERIFY = "`warnings[].code` of `verifyToken`";
const EXPLAIN = "`notes[].code` of `explainToken`";
const CHAIN = "`problems[].code` of `verifyAuditEvents`, and of the SDK's `verifyAuditTrail`";
const NOT_TRUSTED =
  "Compare with your own copies and checkpoints. The guide to the audit log says what each finding proves and what it does not.";

/** What checks of tokens and of the audit log say. */
export const CHECK_CODE_HELP: Readonly<Record<VerifyWarning | ExplainNote | ChainProblemCode, InnerCodeText>> = {
  expires_soon: {
    where: VERIFY,
    message: "The token ends in less than 30 days.",
    fix: "Move its expiry, or rotate or replace it before.",
  },
  previous_secret: {
    where: VERIFY,
    message: "This is the secret before the latest rotation. It stops counting when the grace period ends.",
    fix: "Put the new secret where this one came from.",
  },
  reduced_by_owner: {
    where: VERIFY,
    message: "The token's owner has less than the token was given, and the token can do no more than its owner.",
    fix: "Give the owner the rights, or take them from the token.",
  },
  on_trial: {
    where: VERIFY,
    message: "A list of domains is on trial. What it would refuse is recorded and not refused.",
    fix: "Look at the origins that it would refuse, then make it count or end the trial.",
  },
  trial_allows: { where: EXPLAIN, message: "The list of domains on trial allows this origin, too.", fix: "Nothing." },
  trial_would_refuse: {
    where: EXPLAIN,
    message: "The list of domains on trial would refuse this origin. Until it counts, that is recorded only.",
    fix: "Add the origin to the list before it counts, if the page is yours.",
  },
  limited: {
    where: EXPLAIN,
    message: "The token has limits, which may be used up at the moment of a request.",
    fix: "Look at its use when requests answer 429.",
  },
  role_for_others: {
    where: EXPLAIN,
    message: "On what it neither created nor owns, the operation takes a higher role.",
    fix: "Use a token with that role, or ask whoever owns the thing.",
  },
  content_changed: {
    where: CHAIN,
    message: "The event does not give its hash: a field was changed.",
    fix: NOT_TRUSTED,
  },
  link_broken: {
    where: CHAIN,
    message: "The event does not follow the one before it: that one was replaced, or this one moved.",
    fix: NOT_TRUSTED,
  },
  events_missing: { where: CHAIN, message: "Events between it and the one before are gone.", fix: NOT_TRUSTED },
  misplaced: {
    where: CHAIN,
    message: "The event is not where it says: moved, there twice, of another workspace, or hidden from a list.",
    fix: NOT_TRUSTED,
  },
  malformed: { where: CHAIN, message: "It is no event at all.", fix: NOT_TRUSTED },
  history_rewritten: { where: CHAIN, message: "The checkpoint knows another event at this place.", fix: NOT_TRUSTED },
  truncated: { where: CHAIN, message: "The chain ends before the checkpoint.", fix: NOT_TRUSTED },
};
