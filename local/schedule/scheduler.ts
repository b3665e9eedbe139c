import { randomUUID } from "node:crypto";
import type { InvokeResult, LambdaRuntime } from "../lambda/runtime.ts";
import type { LogSink } from "../logs/log-sink.ts";
import { ACCOUNT_ID, REGION } from "../template/account.ts";
import type { LocalSchedule } from "../template/schedules.ts";

/** Runs the stack's schedules. */
export interface Scheduler {
  /**
   * One run now, besides those that come by themselves. Resolves when the function has answered.
   * @param name a part of the rule's logical id that no other rule has
   * @throws Error when there is no such rule, and when the function fails
   */
  run(name: string): Promise<void>;
  /** Begins no further run. */
  stop(): void;
}

export interface SchedulerOptions {
  readonly schedules: readonly LocalSchedule[];
  readonly lambda: Pick<LambdaRuntime, "invoke">;
  readonly logs: Pick<LogSink, "write">;
  /** How long Lambda waits before it tries a failed function again. @default one minute, then two, as in AWS */
  readonly retryDelaysMs?: readonly number[];
}

const RETRY_DELAYS_MS = [60_000, 120_000];

export function createScheduler({
  schedules,
  lambda,
  logs,
  retryDelaysMs = RETRY_DELAYS_MS,
}: SchedulerOptions): Scheduler {
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;

  /** Nothing waits for a timer when everything else has ended. */
  function startTimer(delayMs: number, work: () => void, isRepeated: boolean): void {
    if (isStopped) return;
    timers.add((isRepeated ? setInterval(work, delayMs) : setTimeout(work, delayMs)).unref());
  }

  async function invoke(schedule: LocalSchedule): Promise<InvokeResult> {
    if (!schedule.isInvokePermitted) throw new Error(`no permission lets ${schedule.logicalId} invoke its function`);
    return lambda.invoke(schedule.functionArn, createEvent(schedule));
  }

  /** Lambda's asynchronous invocation: a function that fails is tried again, and then the event is dropped. */
  async function invokeAsync(schedule: LocalSchedule, attempt: number): Promise<void> {
    const { logicalId, retriesMax } = schedule;
    const failure = await invoke(schedule).then(
      (result) => (result.ok ? undefined : result.error.errorMessage),
      (error: unknown) => String(error),
    );
    if (failure === undefined || isStopped) return;
    logs.write({ kind: "platform", line: `${logicalId} failed: ${failure}` });
    if (attempt >= retriesMax) return;
    const delayMs = retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 0;
    startTimer(delayMs, () => void invokeAsync(schedule, attempt + 1), false);
  }

  for (const schedule of schedules) {
    if (schedule.isEnabled) startTimer(schedule.intervalMs, () => void invokeAsync(schedule, 0), true);
  }
  return {
    async run(name) {
      const [schedule, ...others] = schedules.filter(({ logicalId }) => logicalId.includes(name));
      if (schedule === undefined || others.length > 0) throw new Error(`${name} is not the name of one schedule`);
      const result = await invoke(schedule);
      if (!result.ok) throw new Error(`${schedule.logicalId}: ${result.error.errorMessage}`);
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** As EventBridge sends it for a rule with a schedule. */
function createEvent({ arn }: LocalSchedule) {
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: ACCOUNT_ID,
    time: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    region: REGION,
    resources: [arn],
    detail: {},
  };
}
