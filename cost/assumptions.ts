/**
 * What a run on one machine cannot tell: how long functions take in AWS. It counts their calls to the store; the rest is taken from here. docs/cost.md says
 * why.
 */
export const DURATIONS = {
  /** Of the runtime and our own code, with the 0.29 vCPU that 512 MB have. `npm run bench` measures a decision in hundredths of a millisecond on a whole one. */
  perInvocationMs: 2,
  /** A read or a write of one item: "single-digit millisecond" (Amazon DynamoDB developer guide, "What is Amazon DynamoDB?"). */
  perCallMs: 5,
  /** TransactWriteItems goes through two phases. */
  perTransactionMs: 10,
  /** Cold starts "occur in under 1 % of invocations" (AWS Lambda developer guide, "Cold starts and latency"); since August 2025 they are billed. */
  coldShare: 0.01,
  coldMs: 200,
} as const;
