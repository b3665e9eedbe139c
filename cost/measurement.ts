/** What one function did on account of an operation, over all requests of it that were counted. */
export interface FunctionWork {
  /** As in `functions/`: `embed-load`. */
  readonly name: string;
  readonly invocations: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Calls to the store but transactions, and transactions. */
  readonly calls: number;
  readonly transactions: number;
  readonly logBytes: number;
}

export const OPERATIONS = ["load", "save", "event", "management"] as const;
export type CostOperation = (typeof OPERATIONS)[number];

/** What was counted while so many of an operation were done, with what they left to be done in the background. */
export interface OperationMeasurement {
  /** What the work is divided by: loads, saves, events, management calls. */
  readonly count: number;
  /** Requests that reached the API: one for a batch of events. */
  readonly requests: number;
  /** Of the API, in units of 512 kB. */
  readonly apiUnits: number;
  readonly accessLogBytes: number;
  readonly functions: readonly FunctionWork[];
}

/** What was counted in a run. */
export interface Measurement {
  readonly operations: Readonly<Record<CostOperation, OperationMeasurement>>;
  /** Units of one hourly note of a token's last use, and how many there are for each load at the rate of the run. */
  readonly lastUse: { readonly writeUnits: number; readonly notesPerLoad: number };
  /** Bytes that the edge sends to a browser for one load, with the headers. */
  readonly loadAnswerBytes: number;
  /** What runs by the clock, whether or not anybody makes a request: one run each, and how many there are in 30 days. */
  readonly runs: readonly { readonly runsPerMonth: number; readonly work: FunctionWork }[];
}
