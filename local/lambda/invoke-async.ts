import type { LogSink } from "../logs/log-sink.ts";
import type { LambdaRuntime } from "./runtime.ts";

/** Lambda's asynchronous invocations: nobody waits for them, a function that fails is tried again, and then its event is dropped. */
export interface AsyncInvoker {
  /** @returns when the first attempt has ended */
  invoke(invocation: AsyncInvocation): Promise<void>;
  /** Begins no further attempt. */
  stop(): void;
}

export interface AsyncInvocation {
  /** What invokes the function, for the log. */
  readonly source: string;
  readonly functionArn: string;
  readonly isPermitted: boolean;
  readonly retriesMax: number;
  readonly event: object;
}

export interface AsyncInvokerOptions {
  readonly lambda: Pick<LambdaRuntime, "invoke">;
  readonly logs: Pick<LogSink, "write">;
  /** How long Lambda waits before it tries a failed function again. @default one minute, then two, as in AWS */
  readonly retryDelaysMs?: readonly number[] | undefined;
}

const RETRY_DELAYS_MS = [60_000, 120_000];

export function createAsyncInvoker({
  lambda,
  logs,
  retryDelaysMs = RETRY_DELAYS_MS,
}: AsyncInvokerOptions): AsyncInvoker {
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;

  async function attempt(invocation: AsyncInvocation, count: number): Promise<void> {
    const { source, functionArn, isPermitted, retriesMax, event } = invocation;
    const failure = isPermitted
      ? await lambda.invoke(functionArn, event).then(
          (result) => (result.ok ? undefined : result.error.errorMessage),
          (error: unknown) => String(error),
        )
      : `no permission lets ${source} invoke its function`;
    if (failure === undefined || isStopped) return;
    logs.write({ kind: "platform", line: `${source} failed: ${failure}` });
    if (count >= retriesMax) return;
    const delayMs = retryDelaysMs[Math.min(count, retryDelaysMs.length - 1)] ?? 0;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void attempt(invocation, count + 1);
    }, delayMs);
    // Nothing waits for a timer when everything else has ended.
    timers.add(timer.unref());
  }

  return {
    invoke: (invocation) => attempt(invocation, 0),
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
