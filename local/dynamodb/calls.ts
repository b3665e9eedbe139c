/** What a request does to one table, as IAM sees it. */
export interface ItemAction {
  /** The IAM action, for example `dynamodb:PutItem` (also for the Put of a TransactWriteItems). */
  readonly action: string;
  /** `*` for ListTables. */
  readonly tableName: string;
  readonly indexName?: string;
  /** `dynamodb:LeadingKeys`: every partition key value touched; empty when the request names none (Scan, CreateTable). */
  readonly leadingKeys: readonly string[];
  /** `dynamodb:Attributes`: names of the top-level attributes in keys, item and expressions. */
  readonly attributes: readonly string[];
  /** `dynamodb:ReturnValues`, only when the request has it. */
  readonly returnValues?: string;
  /** `dynamodb:Select`, for reads: as in the request, or what DynamoDB takes when it is left out. */
  readonly select?: string;
}

/** One request, before it runs. */
export interface DynamoDbCall {
  /** From the credential scope of the SigV4 header. Signatures are not verified: the engine knows no secrets. */
  readonly accessKeyId: string;
  readonly operation: string;
  readonly actions: readonly ItemAction[];
}

export type Authorization =
  | { readonly isAllowed: true }
  | {
      readonly isAllowed: false;
      readonly type: "AccessDeniedException" | "UnrecognizedClientException";
      readonly message: string;
    };

/** Judges a request as a whole: one refused action refuses all of it. */
export type Authorize = (call: DynamoDbCall) => Authorization;

/** One request, after it was answered. */
export interface RequestReport {
  /** As in `X-Amz-Target`, empty when the request had none that could be read. */
  readonly operation: string;
  /** Empty when the request had no readable credentials. */
  readonly accessKeyId: string;
  readonly tables: readonly string[];
  readonly actions: readonly ItemAction[];
  /** Read units as DynamoDB bills them: 0.5 for an eventually consistent read of up to 4 KB, 2 for a transactional one. */
  readonly readUnits: number;
  /** With those of index entries, which a response does not tell. */
  readonly writeUnits: number;
  readonly statusCode: number;
  /** The exception's name without its namespace; absent on success. */
  readonly errorType?: string;
  /** What was thrown, when the answer was a 500. */
  readonly fault?: unknown;
}
