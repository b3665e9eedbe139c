import type { LogSink } from "../logs/log-sink.ts";
import type { LocalFunction } from "../template/functions.ts";
import { type Json, parseJson } from "../template/json.ts";
import { type FunctionCredentials, functionEnvironment, type ServiceEndpoints } from "./environment.ts";
import { createFunctionPool, type FunctionPool } from "./function-pool.ts";
import type { FunctionError } from "./protocol.ts";

/** Runs the stack's functions. */
export interface LambdaRuntime {
  /**
   * @param functionArn ARN or name of a function of the stack
   * @param event anything that JSON can hold
   * @throws Error when there is no such function
   */
  invoke(functionArn: string, event: unknown): Promise<InvokeResult>;
  /** Ends everything at once. */
  stop(): Promise<void>;
  /** Lets invocations under way finish first. */
  drain(): Promise<void>;
}

export type InvokeResult =
  | { readonly ok: true; readonly payload: Json }
  | { readonly ok: false; readonly error: FunctionError };

/** Lambda's limit for the event and for the response of a synchronous invocation. */
const PAYLOAD_BYTES_MAX = 6_291_456;
/** `errorType` of an event that Lambda does not take. */
export const EVENT_TOO_LARGE = "RequestEntityTooLarge";

export interface LambdaRuntimeOptions {
  readonly functions: readonly LocalFunction[];
  credentials(target: LocalFunction): FunctionCredentials;
  readonly endpoints: ServiceEndpoints;
  readonly logs: LogSink;
  /** @default 2, the number of environments with which one machine does most work */
  readonly workersMax?: number;
}

export function createLambdaRuntime(options: LambdaRuntimeOptions): LambdaRuntime {
  const pools = new Map<string, FunctionPool>();
  for (const target of options.functions) {
    const pool = createFunctionPool({
      target,
      environment: functionEnvironment(target, options.credentials(target), options.endpoints),
      workersMax: options.workersMax ?? 2,
      logs: options.logs,
    });
    pools.set(target.arn, pool).set(target.name, pool);
  }
  const unique = new Set(pools.values());

  return {
    async invoke(functionArn, event) {
      const pool = pools.get(functionArn);
      if (pool === undefined) throw new Error(`no function ${functionArn} in this stack`);
      const text = JSON.stringify(event);
      if (Buffer.byteLength(text) > PAYLOAD_BYTES_MAX)
        return refusal(EVENT_TOO_LARGE, `the event is larger than ${PAYLOAD_BYTES_MAX} bytes`);
      const outcome = await pool.invoke(text);
      if (!outcome.ok) return outcome;
      if (Buffer.byteLength(outcome.payload) > PAYLOAD_BYTES_MAX) {
        return refusal("Function.ResponseSizeTooLarge", `the response is larger than ${PAYLOAD_BYTES_MAX} bytes`);
      }
      return { ok: true, payload: parseJson(outcome.payload, functionArn) };
    },
    stop: async () => void (await Promise.all([...unique].map((pool) => pool.stop()))),
    drain: async () => void (await Promise.all([...unique].map((pool) => pool.drain()))),
  };
}

function refusal(errorType: string, errorMessage: string): InvokeResult {
  return { ok: false, error: { errorType, errorMessage, trace: [] } };
}
