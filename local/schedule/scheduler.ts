import { randomUUID } from "node:crypto";
import type { AsyncInvoker } from "../lambda/invoke-async.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
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
  readonly invoker: Pick<AsyncInvoker, "invoke">;
}

export function createScheduler({ schedules, lambda, invoker }: SchedulerOptions): Scheduler {
  const timers = new Set<NodeJS.Timeout>();

  for (const schedule of schedules) {
    if (!schedule.isEnabled) continue;
    const { logicalId: source, functionArn, isInvokePermitted: isPermitted, retriesMax } = schedule;
    const begin = () =>
      void invoker.invoke({ source, functionArn, isPermitted, retriesMax, event: createEvent(schedule) });
    // Nothing waits for a timer when everything else has ended.
    timers.add(setInterval(begin, schedule.intervalMs).unref());
  }
  return {
    async run(name) {
      const [schedule, ...others] = schedules.filter(({ logicalId }) => logicalId.includes(name));
      if (schedule === undefined || others.length > 0) throw new Error(`${name} is not the name of one schedule`);
      if (!schedule.isInvokePermitted) throw new Error(`no permission lets ${schedule.logicalId} invoke its function`);
      const result = await lambda.invoke(schedule.functionArn, createEvent(schedule));
      if (!result.ok) throw new Error(`${schedule.logicalId}: ${result.error.errorMessage}`);
    },
    stop() {
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
