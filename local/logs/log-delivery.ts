import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { AsyncInvoker } from "../lambda/invoke-async.ts";
import { ACCOUNT_ID } from "../template/account.ts";
import type { LineMatch, LocalLogSubscription } from "../template/log-subscriptions.ts";

/** Hands lines of the access log to the functions that have subscribed to it, some time later and many at once, as CloudWatch Logs does. */
export interface LogDelivery {
  write(line: string): void;
  /** Delivers at once what has been written. Resolves when the functions have answered. */
  flush(): Promise<void>;
  /** Delivers nothing by itself any more. */
  stop(): void;
}

export interface LogDeliveryOptions {
  readonly subscriptions: readonly LocalLogSubscription[];
  readonly invoker: Pick<AsyncInvoker, "invoke">;
  /** How long the first line of a batch waits for others. @default 10 seconds; AWS takes up to some minutes */
  readonly delayMs?: number | undefined;
}

const DELAY_MS = 10_000;
/** So many lines make a batch that Lambda takes, also when they hardly compress. */
const LINES_MAX = 1000;

interface LogLine {
  /** No other line of the log has it. */
  readonly id: string;
  readonly timestamp: number;
  readonly message: string;
}

export function createLogDelivery({ subscriptions, invoker, delayMs = DELAY_MS }: LogDeliveryOptions): LogDelivery {
  let waiting: LogLine[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting;
    waiting = [];
    await Promise.all(subscriptions.flatMap((subscription) => deliver(subscription, lines)));
  }

  function deliver(subscription: LocalLogSubscription, lines: readonly LogLine[]): Promise<void>[] {
    const { logicalId, functionArn, isInvokePermitted, retriesMax, match } = subscription;
    const matching = lines.filter(({ message }) => match === undefined || isMatch(message, match));
    return batchesOf(matching).map((batch) =>
      invoker.invoke({
        source: logicalId,
        functionArn,
        isPermitted: isInvokePermitted,
        retriesMax,
        event: createEvent(subscription, batch),
      }),
    );
  }

  return {
    write(message) {
      waiting.push({ id: randomUUID(), timestamp: Date.now(), message });
      // Nothing waits for a timer when everything else has ended.
      timer ??= setTimeout(() => void flush(), delayMs).unref();
    },
    flush,
    stop: () => clearTimeout(timer),
  };
}

/** A string of a pattern with `*` at its end, as CloudWatch Logs compares it with a member of a line that is JSON. */
function isMatch(line: string, { member, prefix }: LineMatch): boolean {
  try {
    const value: unknown = JSON.parse(line)[member];
    return typeof value === "string" && value.startsWith(prefix);
  } catch {
    return false;
  }
}

function batchesOf(lines: readonly LogLine[]): readonly LogLine[][] {
  const count = Math.ceil(lines.length / LINES_MAX);
  return Array.from({ length: count }, (_, index) => lines.slice(index * LINES_MAX, (index + 1) * LINES_MAX));
}

function createEvent({ logicalId, logGroup }: LocalLogSubscription, logEvents: readonly LogLine[]): object {
  const message = {
    messageType: "DATA_MESSAGE",
    owner: ACCOUNT_ID,
    logGroup,
    logStream: "local",
    subscriptionFilters: [logicalId],
    logEvents,
  };
  return { awslogs: { data: gzipSync(JSON.stringify(message)).toString("base64") } };
}
