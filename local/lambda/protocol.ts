/** What a worker needs before its first invocation. */
export interface WorkerSetup {
  readonly codeDirectory: string;
  /** `<file>.<export>`. */
  readonly handler: string;
}

export interface InvokeMessage {
  /** JSON text, as it goes to a real function. */
  readonly event: string;
  readonly context: ContextData;
}

/** The values of Lambda's context object. */
export interface ContextData {
  readonly awsRequestId: string;
  readonly functionName: string;
  readonly functionVersion: string;
  readonly invokedFunctionArn: string;
  /** In MB, as text. */
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly deadlineEpochMs: number;
}

export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "init-failed"; readonly error: FunctionError }
  | { readonly kind: "log"; readonly stream: "stdout" | "stderr"; readonly text: string }
  /** `payload` is JSON text. */
  | { readonly kind: "succeeded"; readonly payload: string }
  | { readonly kind: "failed"; readonly error: FunctionError };

/** An error as Lambda reports it to whoever invoked the function. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}
