import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/runtime.ts";
import type { LocalFunction } from "../../../local/template/functions.ts";
import { createFolder, createMemoryLogs, removeFolder } from "./fixture.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

interface Options extends Partial<LocalFunction> {
  readonly files?: Readonly<Record<string, string>>;
  readonly workersMax?: number;
}

/** A runtime with one function whose bundle is `code`. */
function start(code: string, { files = {}, workersMax = 2, ...overrides }: Options = {}) {
  // As in a checkout: the bundle lies below a node_modules that Lambda would not have.
  const folder = createFolder({
    "node_modules/neighbor/index.js": "export const neighbor = 1;",
    "node_modules/neighbor/package.json": '{ "name": "neighbor", "type": "module", "exports": "./index.js" }',
    "outside.mjs": "export const outside = 1;",
    "bundle/index.mjs": code,
    ...Object.fromEntries(Object.entries(files).map(([path, content]) => [`bundle/${path}`, content])),
  });
  const codeDirectory = join(folder, "bundle");
  const target: LocalFunction = {
    logicalId: "Function",
    name: "function-1",
    arn: "arn:function-1",
    codeDirectory,
    handler: "index.handler",
    timeoutSeconds: 10,
    memoryMb: 256,
    environment: { TABLE: "table-1" },
    logging: { format: "JSON", applicationLevel: "INFO", logGroup: "group-1" },
    roleName: "role-1",
    statements: [],
    ...overrides,
  };
  const logs = createMemoryLogs();
  const runtime: LambdaRuntime = createLambdaRuntime({
    functions: [target],
    credentials: ({ name }) => ({ accessKeyId: `key-of-${name}`, secretAccessKey: "secret", sessionToken: "session" }),
    endpoints: {
      dynamodb: "http://127.0.0.1:1",
      firehose: "http://127.0.0.1:1",
      kms: "http://127.0.0.1:1",
      s3: "http://127.0.0.1:1",
    },
    logs,
    workersMax,
  });
  cleanups.push(
    () => runtime.stop(),
    () => removeFolder(folder),
  );
  const invoke = (event: unknown = {}) => runtime.invoke("function-1", event);
  return { invoke, runtime, logs, target };
}

const failure = (errorType: string, errorMessage: unknown) => ({
  ok: false,
  error: expect.objectContaining({ errorType, errorMessage }),
});

describe("an invocation", () => {
  it("hands over the event as JSON and gives back what the handler returns", async () => {
    const { invoke } = start("export const handler = async (event) => ({ got: event });");
    expect(await invoke({ a: [1, undefined], at: new Date(0) })).toEqual({
      ok: true,
      payload: { got: { a: [1, null], at: "1970-01-01T00:00:00.000Z" } },
    });
  });

  it("takes a handler that returns nothing", async () => {
    expect(await start("export const handler = async () => {};").invoke()).toEqual({ ok: true, payload: null });
  });

  it("can be named by ARN, and fails for a function that does not exist", async () => {
    const { runtime } = start("export const handler = async () => 1;");
    expect(await runtime.invoke("arn:function-1", {})).toEqual({ ok: true, payload: 1 });
    await expect(runtime.invoke("other", {})).rejects.toThrow("no function other");
  });

  it("gets Lambda's context", async () => {
    const { invoke } = start(
      `export const handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() });`,
    );
    const result = await invoke();
    expect(result).toMatchObject({
      ok: true,
      payload: {
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        functionName: "function-1",
        functionVersion: "$LATEST",
        invokedFunctionArn: "arn:function-1",
        memoryLimitInMB: "256",
        logGroupName: "group-1",
      },
    });
    const remaining = result.ok ? Reflect.get(Object(result.payload), "remaining") : 0;
    expect(remaining).toBeGreaterThan(5000);
    expect(remaining).toBeLessThanOrEqual(10_000);
  });

  it("reports what the handler throws, and the next one is served by the same environment", async () => {
    const { invoke } = start(
      `let count = 0; export const handler = async (event) => { count += 1; if (event.fail) throw new TypeError("no"); return count; };`,
    );
    expect(await invoke({ fail: true })).toEqual(failure("TypeError", "no"));
    expect(await invoke()).toEqual({ ok: true, payload: 2 });
  });

  it("does not take an event, nor give a response, of more than 6 MB", async () => {
    const { invoke } = start(`export const handler = async (event) => "x".repeat(event.size ?? 0);`);
    expect(await invoke({ big: "x".repeat(6_291_456) })).toEqual(failure("RequestEntityTooLarge", expect.any(String)));
    expect(await invoke({ size: 6_291_455 })).toEqual(failure("Function.ResponseSizeTooLarge", expect.any(String)));
    expect(await invoke({ size: 6_291_454 })).toMatchObject({ ok: true });
  });
});

describe("the environment of a function", () => {
  const SHOW = "export const handler = async () => process.env;";

  it("is what the template and Lambda say, and nothing of the process around it", async () => {
    process.env.LEAKED = "yes";
    cleanups.push(() => Reflect.deleteProperty(process.env, "LEAKED"));
    const result = await start(SHOW).invoke();
    expect(result).toMatchObject({
      payload: {
        TABLE: "table-1",
        AWS_ACCESS_KEY_ID: "key-of-function-1",
        AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1",
        AWS_LAMBDA_FUNCTION_NAME: "function-1",
        AWS_LAMBDA_LOG_LEVEL: "INFO",
        AWS_REGION: "us-east-1",
      },
    });
    const names = Object.keys(result.ok ? Object(result.payload) : {});
    expect(names.filter((name) => !/^(AWS_|LAMBDA_|TABLE$|_HANDLER$|LANG$|PATH$|TZ$)/.test(name))).toEqual([]);
  });

  it("is not changed for others by a function that changes it", async () => {
    const { invoke } = start(
      "export const handler = async () => { process.env.HOME_MADE = 'x'; globalThis.shared = 1; return true; };",
    );
    await invoke();
    expect(process.env.HOME_MADE).toBeUndefined();
    expect(Reflect.get(globalThis, "shared")).toBeUndefined();
  });

  const REST = "export const handler = async () => 1;";
  it.each([
    ["a package that is not in the bundle", `import "neighbor"; ${REST}`],
    ["a package that is asked for later", `await import("neighbor"); ${REST}`],
    [
      "a package through require",
      `import { createRequire } from "node:module"; createRequire(import.meta.url)("neighbor"); ${REST}`,
    ],
    ["a file outside its folder", `import "../outside.mjs"; ${REST}`],
  ])("does not have %s", async (_, code) => {
    expect(await start(code).invoke()).toEqual(
      failure("Runtime.ImportModuleError", expect.stringMatching(/^Cannot find package/)),
    );
  });

  it("has Node's own modules and the other files of its bundle", async () => {
    const { invoke } = start(
      `import { hash } from "node:crypto"; import { two } from "./chunk.mjs"; export const handler = async () => hash("md5", "x").length + two;`,
      {
        files: { "chunk.mjs": "export const two = 2;" },
      },
    );
    expect(await invoke()).toEqual({ ok: true, payload: 34 });
  });
});

describe("a function that does not start", () => {
  it.each([
    ["has a syntax error", "export const handler = ;", {}, "SyntaxError"],
    ["throws when it loads", `throw new RangeError("early");`, {}, "RangeError"],
    ["has no such export", "export const other = 1;", {}, "Runtime.HandlerNotFound"],
    ["has no such file", "", { handler: "main.handler" }, "Runtime.ImportModuleError"],
    [
      "takes a callback, which nodejs24.x does not call",
      "export const handler = (event, context, callback) => callback(null, 1);",
      {},
      "Runtime.CallbackHandlerDeprecated",
    ],
    ["exits when it loads", "process.exit(3);", {}, "Runtime.ExitError"],
  ])("because it %s fails its invocation and says so in the log", async (_, code, options, errorType) => {
    const { invoke, logs } = start(code, options);
    expect(await invoke()).toEqual(failure(errorType, expect.any(String)));
    expect(logs.written).toMatchObject([
      { kind: "platform", function: "function-1", line: expect.stringContaining("Init failed") },
    ]);
  });

  it("fails every invocation that waits for it", async () => {
    const { invoke } = start("throw new RangeError('early');", { workersMax: 1 });
    const outcomes = await Promise.all([invoke(), invoke(), invoke()]);
    for (const outcome of outcomes) expect(outcome).toEqual(failure("RangeError", "early"));
  });

  it("is tried again by the next invocation", async () => {
    const { invoke, target } = start("throw new Error('first');");
    expect((await invoke()).ok).toBe(false);
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${target.codeDirectory}/index.mjs`, "export const handler = async () => 'second';");
    expect(await invoke()).toEqual({ ok: true, payload: "second" });
  });
});

describe("a function that misbehaves", () => {
  it("is stopped when its time is over, also in a busy loop, and works again afterwards", async () => {
    const { invoke, logs } = start(
      `let count = 0; export const handler = async (event) => { count += 1; if (event.spin) while (true); if (event.wait) await new Promise(() => {}); return count; };`,
      {
        timeoutSeconds: 0.4,
      },
    );
    expect(await invoke({ spin: true })).toEqual(failure("Sandbox.Timedout", "Task timed out after 0.40 seconds"));
    expect(await invoke({ wait: true })).toEqual(failure("Sandbox.Timedout", "Task timed out after 0.40 seconds"));
    expect(await invoke()).toEqual({ ok: true, payload: 1 });
    expect(logs.written.filter(({ line }) => line.includes("Task timed out"))).toHaveLength(2);
  });

  it.each([
    ["exits", "process.exit(7)", "Runtime.ExitError"],
    [
      "throws outside its handler",
      "setTimeout(() => { throw new URIError('late'); }, 1); await new Promise(() => {})",
      "URIError",
    ],
    ["leaves a rejection alone", "Promise.reject(new EvalError('alone')); await new Promise(() => {})", "EvalError"],
    ["fills its memory", "const all = []; for (;;) all.push(new Array(100000).fill({}))", "Error"],
  ])("because it %s fails its invocation; this process and the next invocation go on", async (_, code, errorType) => {
    const { invoke } = start(
      `export const handler = async (event) => { if (event.bad) { ${code}; } return "fine"; };`,
      { memoryMb: 64 },
    );
    expect(await invoke({ bad: true })).toEqual(failure(errorType, expect.any(String)));
    expect(await invoke()).toEqual({ ok: true, payload: "fine" });
  });
});

describe("a function that fails while nobody waits", () => {
  it("gets a new environment for the next invocation, and the log says why", async () => {
    const { invoke, logs } = start(
      `let count = 0; export const handler = async (event) => { if (event.bad) setTimeout(() => { throw new URIError("later"); }, 20); return ++count; };`,
    );
    expect(await invoke({ bad: true })).toEqual({ ok: true, payload: 1 });
    await expect.poll(() => logs.written).toMatchObject([{ line: expect.stringContaining("URIError: later") }]);
    expect(await invoke()).toEqual({ ok: true, payload: 1 });
  });
});

describe("environments of one function", () => {
  const COUNT = `let count = 0; const id = Math.random(); export const handler = async (event) => { count += 1; await new Promise((go) => setTimeout(go, event.wait ?? 0)); return { id, count }; };`;
  const idsOf = (results: unknown[]) =>
    new Set(results.map((result) => Reflect.get(Object(Reflect.get(Object(result), "payload")), "id")));

  it("are one for invocations that come one after the other", async () => {
    const { invoke } = start(COUNT);
    const results = [await invoke(), await invoke(), await invoke()];
    expect(idsOf(results).size).toBe(1);
    expect(results[2]).toMatchObject({ payload: { count: 3 } });
  });

  it("are no more than allowed; the rest waits its turn and none is lost", async () => {
    for (const workersMax of [1, 2]) {
      const { invoke } = start(COUNT, { workersMax });
      const results = await Promise.all(Array.from({ length: 12 }, () => invoke({ wait: 5 })));
      expect(results.every(({ ok }) => ok)).toBe(true);
      expect(idsOf(results).size).toBeLessThanOrEqual(workersMax);
    }
  });

  it("work at the same time", async () => {
    // Each of two invocations waits for the other's mark.
    const { invoke } = start(
      `import { existsSync, writeFileSync } from "node:fs";
      const mark = (name) => new URL("./" + name, import.meta.url);
      export const handler = async ({ own, other }) => {
        writeFileSync(mark(own), "");
        while (!existsSync(mark(other))) await new Promise((go) => setTimeout(go, 5));
        return "met";
      };`,
    );
    const both = [invoke({ own: "a", other: "b" }), invoke({ own: "b", other: "a" })];
    for (const outcome of both) expect(await outcome).toEqual({ ok: true, payload: "met" });
  });

  it("finish what they do when they are drained, and fail what they do when they are stopped", async () => {
    const drained = start(COUNT);
    const finishing = drained.invoke({ wait: 200 });
    await drained.runtime.drain();
    expect((await finishing).ok).toBe(true);
    const stopped = start(COUNT);
    await stopped.invoke();
    const cut = Array.from({ length: 4 }, () => stopped.invoke({ wait: 5000 }));
    await stopped.runtime.stop();
    for (const outcome of cut) expect(await outcome).toEqual(failure("Runtime.Shutdown", expect.any(String)));
  });
});

describe("what a function prints", () => {
  it("is in the log line by line, with function and request, before the answer", async () => {
    const { invoke, logs } = start(
      `console.log("loading"); export const handler = async (event, context) => { console.log("one\\ntwo"); console.error("wrong"); process.stdout.write("no line end"); return context.awsRequestId; };`,
    );
    const result = await invoke();
    const requestId = result.ok ? result.payload : "";
    const common = { kind: "function", function: "function-1" };
    expect(logs.written).toEqual([
      { ...common, stream: "stdout", line: "loading" },
      { ...common, stream: "stdout", line: "one", requestId },
      { ...common, stream: "stdout", line: "two", requestId },
      { ...common, stream: "stderr", line: "wrong", requestId },
      { ...common, stream: "stdout", line: "no line end", requestId },
    ]);
  });

  it("includes, as on Lambda, the stack of an error that the handler threw", async () => {
    const { invoke, logs } = start(`export const handler = async () => { throw new Error("seen by operators"); };`);
    await invoke();
    expect(logs.written).toMatchObject([
      { kind: "platform", line: expect.stringMatching(/Error: seen by operators[\s\S]*index\.mjs/) },
    ]);
  });
});
