import { randomUUID } from "node:crypto";
import type { LogSink } from "../logs/log-sink.ts";
import type { LocalFunction } from "../template/functions.ts";
import { LOG_STREAM } from "./environment.ts";
import { type Instance, type Outcome, SHUTDOWN, startInstance } from "./instance.ts";
import { createLineReader } from "./line-reader.ts";
import type { ContextData, FunctionError } from "./protocol.ts";

/** All execution environments of one function. */
export interface FunctionPool {
  invoke(event: string): Promise<Outcome>;
  /** Ends every environment; invocations under way fail. */
  stop(): Promise<void>;
  /** Lets invocations under way finish, then stops. No new ones may come. */
  drain(): Promise<void>;
}

export interface FunctionPoolOptions {
  readonly target: LocalFunction;
  readonly environment: Readonly<Record<string, string>>;
  /** Most environments at once; further invocations wait for one. */
  readonly workersMax: number;
  readonly logs: LogSink;
}

interface Waiting {
  readonly event: string;
  readonly requestId: string;
  readonly resolve: (outcome: Outcome) => void;
}

/** An environment that nobody used for this long is ended. */
const IDLE_MS = 5 * 60_000;

/**
 * Starts environments on demand and gives an invocation to the one that was used last, so a single caller always meets the
 * same warm environment.
 */
export function createFunctionPool({ target, environment, workersMax, logs }: FunctionPoolOptions): FunctionPool {
  const all = new Set<Slot>();
  /** Last used at the end. */
  const idle: Slot[] = [];
  const queue: Waiting[] = [];
  let onDrained: (() => void) | undefined;

  interface Slot {
    readonly instance: Instance;
    requestId: string | undefined;
    idleTimer: NodeJS.Timeout | undefined;
    /** Ends unfinished lines. */
    flush(): void;
  }

  function startSlot(): void {
    const lines = { stdout: createLineReader(), stderr: createLineReader() };
    const write = (stream: "stdout" | "stderr", line: string) =>
      logs.write({
        kind: "function",
        function: target.name,
        stream,
        line,
        ...(slot.requestId === undefined ? {} : { requestId: slot.requestId }),
      });
    const slot: Slot = {
      instance: startInstance({
        target,
        environment,
        onOutput: (stream, text) => lines[stream].push(text, (line) => write(stream, line)),
      }),
      requestId: undefined,
      idleTimer: undefined,
      flush: () => {
        for (const stream of ["stdout", "stderr"] as const) lines[stream].flush((line) => write(stream, line));
      },
    };
    all.add(slot);
    void slot.instance.started.then((error) => (error === undefined ? next(slot) : failInit(slot, error)));
    void slot.instance.ended.then((error) => failIdle(slot, error));
  }

  function failInit(slot: Slot, error: FunctionError): void {
    remove(slot);
    writeError(`Init failed: ${error.errorType}: ${error.errorMessage}`, error, undefined);
    // As on Lambda, the invocation that asked for this environment fails, and the next one tries again.
    const waiting = queue.shift();
    if (waiting !== undefined) finish(waiting, { ok: false, error });
    startMore();
  }

  /** A timer or a forgotten promise of an earlier invocation threw while nobody was waiting. */
  function failIdle(slot: Slot, error: FunctionError): void {
    const position = idle.indexOf(slot);
    if (position < 0 || error === SHUTDOWN) return;
    idle.splice(position, 1);
    remove(slot);
    writeError(`Failed between invocations: ${error.errorType}: ${error.errorMessage}`, error, undefined);
  }

  /** Gives a free environment its next invocation, or sets it aside. */
  function next(slot: Slot): void {
    const waiting = queue.shift();
    if (waiting !== undefined) return void run(slot, waiting);
    idle.push(slot);
    slot.idleTimer = setTimeout(() => void retire(slot), IDLE_MS).unref();
    checkDrained();
  }

  async function run(slot: Slot, waiting: Waiting): Promise<void> {
    slot.requestId = waiting.requestId;
    const outcome = await slot.instance.invoke(waiting.event, contextFor(waiting.requestId));
    slot.flush();
    if (!outcome.ok)
      writeError(
        `Invoke failed: ${outcome.error.errorType}: ${outcome.error.errorMessage}`,
        outcome.error,
        waiting.requestId,
      );
    slot.requestId = undefined;
    finish(waiting, outcome);
    if (slot.instance.isUsable()) next(slot);
    else remove(slot);
    startMore();
  }

  function finish(waiting: Waiting, outcome: Outcome): void {
    waiting.resolve(outcome);
    checkDrained();
  }

  function startMore(): void {
    const starting = all.size - idle.length - busyCount();
    if (queue.length > starting && all.size < workersMax) startSlot();
  }

  function busyCount(): number {
    return [...all].filter((slot) => slot.requestId !== undefined).length;
  }

  async function retire(slot: Slot): Promise<void> {
    idle.splice(idle.indexOf(slot), 1);
    remove(slot);
    await slot.instance.terminate();
  }

  function remove(slot: Slot): void {
    clearTimeout(slot.idleTimer);
    slot.flush();
    all.delete(slot);
    checkDrained();
  }

  function checkDrained(): void {
    if (queue.length === 0 && busyCount() === 0) onDrained?.();
  }

  function writeError(line: string, error: FunctionError, requestId: string | undefined): void {
    const text = [line, ...error.trace].join("\n");
    logs.write({
      kind: "platform",
      function: target.name,
      line: text,
      ...(requestId === undefined ? {} : { requestId }),
    });
  }

  function contextFor(awsRequestId: string): ContextData {
    return {
      awsRequestId,
      functionName: target.name,
      functionVersion: "$LATEST",
      invokedFunctionArn: target.arn,
      memoryLimitInMB: String(target.memoryMb),
      logGroupName: target.logging.logGroup,
      logStreamName: LOG_STREAM,
      deadlineEpochMs: Date.now() + target.timeoutSeconds * 1000,
    };
  }

  async function stop(): Promise<void> {
    for (const waiting of queue.splice(0)) finish(waiting, { ok: false, error: SHUTDOWN });
    const slots = [...all];
    for (const slot of slots) clearTimeout(slot.idleTimer);
    await Promise.all(slots.map((slot) => slot.instance.terminate()));
  }

  return {
    invoke(event) {
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const waiting: Waiting = { event, requestId: randomUUID(), resolve };
      const slot = idle.pop();
      if (slot === undefined) {
        queue.push(waiting);
        startMore();
      } else {
        clearTimeout(slot.idleTimer);
        void run(slot, waiting);
      }
      return promise;
    },
    stop,
    async drain() {
      if (queue.length > 0 || busyCount() > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        onDrained = resolve;
        await promise;
      }
      await stop();
    },
  };
}
