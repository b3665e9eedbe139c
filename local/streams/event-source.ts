import { randomUUID } from "node:crypto";
import type { ItemChange } from "../dynamodb/changes.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import type { LogSink } from "../logs/log-sink.ts";
import { REGION } from "../template/account.ts";
import type { LocalEventSource } from "../template/event-sources.ts";
import { isMatch } from "./filter.ts";

/** Hands what is new in tables' streams to functions, as Lambda does: in order, again and again until the function does not fail. */
export interface EventSources {
  /** Hands over at once what there is. @throws Error when a function fails; what it was handed comes again */
  deliver(): Promise<void>;
  /** Begins no further delivery, and waits for one that is under way. */
  stop(): Promise<void>;
}

export interface EventSourcesOptions {
  readonly eventSources: readonly LocalEventSource[];
  readonly streams: TableStreams;
  /** Whether the function's own role may read the stream; Lambda reads it in that role. */
  readonly mayRead: (eventSource: LocalEventSource) => boolean;
  readonly lambda: Pick<LambdaRuntime, "invoke">;
  readonly logs: Pick<LogSink, "write">;
}

/** What is new in the streams of tables, and has not been removed. */
export interface TableStreams {
  read(tableName: string, limit: number): Promise<readonly ItemChange[]>;
  remove(tableName: string, changes: readonly ItemChange[]): Promise<void>;
}

export function createEventSources(options: EventSourcesOptions): EventSources {
  const { eventSources, lambda, logs } = options;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  /** One after the other, so that no change is handed over twice at once. */
  function deliver(eventSource: LocalEventSource): Promise<void> {
    const next = running.then(() => deliverAll(eventSource));
    running = next.catch(() => {});
    return next;
  }

  async function deliverAll(eventSource: LocalEventSource): Promise<void> {
    const { logicalId, tableName, functionArn, batchSize, pattern } = eventSource;
    if (!options.mayRead(eventSource))
      throw new Error(`the role of ${functionArn} may not read the stream of ${tableName}`);
    for (;;) {
      const changes = isStopped ? [] : await options.streams.read(tableName, batchSize);
      if (changes.length === 0) return;
      const records = changes.map((change) => createRecord(eventSource, change));
      const wanted = pattern === undefined ? records : records.filter((record) => isMatch(pattern, record));
      if (wanted.length > 0) {
        const result = await lambda.invoke(functionArn, { Records: wanted });
        if (!result.ok) throw new Error(`${logicalId}: ${result.error.errorMessage}`);
      }
      await options.streams.remove(tableName, changes);
    }
  }

  const timers = eventSources.map((eventSource) =>
    setInterval(() => {
      deliver(eventSource).catch((error: unknown) => {
        if (!isStopped) logs.write({ kind: "platform", line: `${eventSource.logicalId} failed: ${String(error)}` });
      });
      // Nothing waits for a timer when everything else has ended.
    }, eventSource.windowMs).unref(),
  );

  return {
    async deliver() {
      for (const eventSource of eventSources) await deliver(eventSource);
    },
    async stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}

/** As Lambda hands it over (AWS Lambda developer guide, "Using Lambda with Amazon DynamoDB"). */
function createRecord({ streamArn }: LocalEventSource, { place, eventName, epochMs, keys, newImage }: ItemChange) {
  return {
    eventID: randomUUID(),
    eventName,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(epochMs / 1000),
      Keys: keys,
      ...(newImage !== undefined && { NewImage: newImage }),
      SequenceNumber: place.replaceAll(/\D/g, ""),
      StreamViewType: "NEW_IMAGE",
    },
    eventSourceARN: streamArn,
  };
}
