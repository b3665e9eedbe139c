import { Worker } from "node:worker_threads";
import type { LocalFunction } from "../template/functions.ts";
import type { ContextData, FunctionError, InvokeMessage, WorkerMessage, WorkerSetup } from "./protocol.ts";

/** What an invocation came to. A refused or malformed request is the function's business; this is about the function. */
export type Outcome =
  /** JSON text. */
  { readonly ok: true; readonly payload: string } | { readonly ok: false; readonly error: FunctionError };

/** One execution environment: a worker thread that answers one invocation at a time. */
export interface Instance {
  /** Resolves when the bundle is loaded, with the error when it could not be. */
  readonly started: Promise<FunctionError | undefined>;
  /** Resolves when the environment ends, whatever the reason. */
  readonly ended: Promise<FunctionError>;
  /** False after a crash, a timeout or `terminate`. */
  isUsable(): boolean;
  invoke(event: string, context: ContextData): Promise<Outcome>;
  terminate(): Promise<void>;
}

export interface InstanceOptions {
  readonly target: LocalFunction;
  /** The whole of `process.env` in the function. */
  readonly environment: Readonly<Record<string, string>>;
  onOutput(stream: "stdout" | "stderr", text: string): void;
}

/** Lambda's own limit for loading the code. */
const INIT_TIMEOUT_MS = 10_000;
/** Why an invocation fails that was under way, or waiting, when the runner stopped. */
export const SHUTDOWN: FunctionError = {
  errorType: "Runtime.Shutdown",
  errorMessage: "The execution environment was shut down",
  trace: [],
};
const ENTRY = new URL("./worker.ts", import.meta.url);

export function startInstance({ target, environment, onOutput }: InstanceOptions): Instance {
  const setup: WorkerSetup = { codeDirectory: target.codeDirectory, handler: target.handler };
  const worker = new Worker(ENTRY, {
    workerData: setup,
    env: { ...environment },
    execArgv: [],
    name: target.name,
    resourceLimits: { maxOldGenerationSizeMb: target.memoryMb },
    stdout: true,
    stderr: true,
  });
  const init = Promise.withResolvers<FunctionError | undefined>();
  const ending = Promise.withResolvers<FunctionError>();
  let usable = true;
  let current: ((outcome: Outcome) => void) | undefined;

  function settle(outcome: Outcome): void {
    current?.(outcome);
    current = undefined;
  }
  function end(error: FunctionError): void {
    usable = false;
    init.resolve(error);
    settle({ ok: false, error });
    ending.resolve(error);
  }
  async function stop(error: FunctionError): Promise<void> {
    end(error);
    await worker.terminate();
  }

  const initTimer = setTimeout(() => void stop(timedOut(INIT_TIMEOUT_MS)), INIT_TIMEOUT_MS);
  void init.promise.then(() => clearTimeout(initTimer));

  worker.on("message", (message: WorkerMessage) => {
    switch (message.kind) {
      case "log":
        return onOutput(message.stream, message.text);
      case "ready":
        return init.resolve(undefined);
      case "init-failed":
        return void stop(message.error);
      case "succeeded":
        return settle({ ok: true, payload: message.payload });
      case "failed":
        return settle({ ok: false, error: message.error });
    }
  });
  // An exception outside the handler, or out of memory: the thread ends, the process does not.
  worker.on("error", (error: unknown) => end(describeCrash(error)));
  worker.on("exit", (code) =>
    end({ errorType: "Runtime.ExitError", errorMessage: `The function exited with code ${code}`, trace: [] }),
  );

  return {
    started: init.promise,
    ended: ending.promise,
    isUsable: () => usable,
    invoke(event, context) {
      if (!usable || current !== undefined) throw new Error(`${target.name}: invoked while busy or after its end`);
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      current = resolve;
      const message: InvokeMessage = { event, context };
      worker.postMessage(message);
      const timeoutMs = target.timeoutSeconds * 1000;
      const timer = setTimeout(() => void stop(timedOut(timeoutMs)), timeoutMs);
      return promise.finally(() => clearTimeout(timer));
    },
    terminate: () => stop(SHUTDOWN),
  };
}

function timedOut(ms: number): FunctionError {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `Task timed out after ${(ms / 1000).toFixed(2)} seconds`,
    trace: [],
  };
}

function describeCrash(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: "Runtime.UnhandledError", errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] };
}
