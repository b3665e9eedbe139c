/** Entry of a worker thread: one execution environment of one function. Runs nothing but Node and the function's bundle. */
import { existsSync } from "node:fs";
import { isBuiltin, registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { ContextData, FunctionError, InvokeMessage, WorkerMessage, WorkerSetup } from "./protocol.ts";

type Handler = (event: unknown, context: object) => unknown;

if (parentPort === null) throw new Error("worker.ts must be started as a worker thread");
await start(parentPort, workerData);

async function start(port: MessagePort, setup: WorkerSetup): Promise<void> {
  const send = (message: WorkerMessage) => port.postMessage(message);
  forwardOutput(send);
  allowOnlyOwnModules(setup.codeDirectory);
  try {
    const handler = await loadHandler(setup);
    port.on("message", (message: InvokeMessage) => void run(handler, message).then(send));
    send({ kind: "ready" });
  } catch (error) {
    send({ kind: "init-failed", error: describeError(error) });
  }
}

async function run(handler: Handler, { event, context }: InvokeMessage): Promise<WorkerMessage> {
  try {
    const result = await handler(JSON.parse(event), createContext(context));
    return { kind: "succeeded", payload: JSON.stringify(result) ?? "null" };
  } catch (error) {
    return { kind: "failed", error: describeError(error) };
  }
}

async function loadHandler({ codeDirectory, handler }: WorkerSetup): Promise<Handler> {
  const dot = handler.lastIndexOf(".");
  const [file, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
  const path = [".js", ".mjs", ".cjs"]
    .map((extension) => join(codeDirectory, `${file}${extension}`))
    .find((path) => existsSync(path));
  if (path === undefined)
    throw namedError("Runtime.ImportModuleError", `Cannot find module '${file}' in ${codeDirectory}`);
  const module: Record<string, unknown> = await import(pathToFileURL(path).href);
  const found = module[name];
  if (!isHandler(found)) throw namedError("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
  if (found.length > 2) {
    throw namedError(
      "Runtime.CallbackHandlerDeprecated",
      `${handler} takes a callback; the nodejs24.x runtime calls async handlers only`,
    );
  }
  return found;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}

/** The whole of a deployed function is its folder: an import that the local node_modules would serve must fail here too. */
function allowOnlyOwnModules(codeDirectory: string): void {
  const own = `${pathToFileURL(codeDirectory).href}/`;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (context.parentURL?.startsWith(own) !== true || isBuiltin(specifier)) return nextResolve(specifier, context);
      const resolved = nextResolve(specifier, context);
      if (resolved.url.startsWith(own)) return resolved;
      throw namedError(
        "Runtime.ImportModuleError",
        `Cannot find package '${specifier}': it is not in the function's bundle`,
      );
    },
  });
}

/** In the order of everything else that the worker says: a line arrives before the answer that followed it. */
function forwardOutput(send: (message: WorkerMessage) => void): void {
  for (const stream of ["stdout", "stderr"] as const) {
    const write = (chunk: Uint8Array | string, encoding?: unknown, callback?: unknown): boolean => {
      send({ kind: "log", stream, text: typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8") });
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") queueMicrotask(() => done());
      return true;
    };
    process[stream].write = write;
  }
}

function createContext({ deadlineEpochMs, ...values }: ContextData): object {
  return {
    ...values,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineEpochMs - Date.now()),
  };
}

function describeError(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] };
}

function namedError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
