import { OPERATIONS, type OperationEntry, type OperationId } from "./generated/operations.ts";
import type { Operations } from "./generated/types.ts";

export type { OperationId };

/** What the caller of an operation gives: some of `path`, `query` and `body`. */
export type RequestOf<Id extends OperationId> = Omit<Operations[Id], "response">;
/** What an operation answers with; `undefined` when its answer has no body. */
export type ResponseOf<Id extends OperationId> = Operations[Id]["response"];

export function entryOf(id: OperationId): OperationEntry {
  return OPERATIONS[id];
}

type Table = typeof OPERATIONS;
type UnkeyedPostId = {
  [Id in OperationId]: Table[Id] extends { method: "POST"; effect: "write" }
    ? Table[Id] extends { creates: true }
      ? never
      : Id
    : never;
}[OperationId];

/**
 * What sending a POST twice does when no idempotency key protects it: `same` leaves the same state as sending it once. A new operation does
 * not compile until somebody has decided; one that would act once more should create with a key.
 */
const SENT_TWICE = {
  updateConfiguration: "same", // what changes nothing is not counted
  createUpload: "same", // a form that nobody sends is nothing
  completeUpload: "same",
  trackEvents: "same", // counted once per event id
  disableToken: "same",
  enableToken: "same",
  extendRotation: "same", // the old secret ends so long after the later one
  finishRotation: "same",
  purgeToken: "same",
  changeTokens: "same", // what is done is not done again
  reassignToken: "same",
  rollbackConfigurator: "same",
  suspendMember: "same",
  reinstateMember: "same",
  renewInvitation: "same", // the invitation ends 14 days after the later one
  acceptInvitation: "same",
  testWebhook: "same", // a receiver that hears of two tests knows no more
  disableService: "same",
  enableService: "same",
  revealServiceToken: "same", // one more audit event says that it was shown
  finishServiceTokenRotation: "same",
  promoteGatewayConfiguration: "same",
  pinGatewayConfiguration: "same",
  unpinGatewayConfiguration: "same",
  suspendApplication: "same",
  resumeApplication: "same",
  disableServiceAccount: "same",
  enableServiceAccount: "same",
} as const satisfies Record<UnkeyedPostId, "same">;

/**
 * Whether a request may be sent again when nobody knows if it arrived. Reads may. Creating operations may, because all their attempts carry one
 * `Idempotency-Key`. DELETE may, because what is gone stays gone. PATCH may, because every field is set to a given value and never
 * counted up: the second sending can only write what the first one wrote, or be refused by its `draftRevision`.
 */
export function isRepeatable(id: OperationId): boolean {
  const { effect, method, creates } = entryOf(id);
  if (effect === "read" || creates === true || method !== "POST") return true;
  return id in SENT_TWICE;
}
