import { afterEach, describe, expect, it, vi } from "vitest";
import { createAsyncInvoker } from "../../../local/lambda/invoke-async.ts";
import { parseRate } from "../../../local/schedule/rate.ts";
import { createScheduler } from "../../../local/schedule/scheduler.ts";
import { readDeployment } from "../../../local/template/deployment.ts";
import type { LocalSchedule } from "../../../local/template/schedules.ts";
import { createAssembly, createMemoryLogs, type Edits, noSecret, PARAMETERS, removeFolder } from "./fixture.ts";

const folders: string[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const getArn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const TARGET = { Id: "Function", Arn: getArn("Function"), RetryPolicy: { MaximumEventAgeInSeconds: 60 } };
const RULE = {
  Description: "every hour",
  ScheduleExpression: "rate(1 hour)",
  State: "ENABLED",
  Targets: [TARGET],
};
const PERMISSION = {
  Action: "lambda:InvokeFunction",
  FunctionName: getArn("Function"),
  Principal: "events.amazonaws.com",
  SourceArn: getArn("Hourly"),
};

/** The schedules of a stack with one rule; the parameters replace single properties of it and of its permission. */
function read(rule: object = {}, permission: object = {}, more: Edits = {}): readonly LocalSchedule[] {
  const folder = createAssembly({
    "Resources.Hourly": { Type: "AWS::Events::Rule", Properties: { ...RULE, ...rule } },
    "Resources.HourlyPermission": { Type: "AWS::Lambda::Permission", Properties: { ...PERMISSION, ...permission } },
    ...more,
  });
  folders.push(folder);
  return readDeployment(folder, PARAMETERS, noSecret).schedules;
}

describe("a schedule of the template", () => {
  it("is read with its interval, its function, its permission and Lambda's retries", () => {
    expect(read()).toEqual([
      {
        logicalId: "Hourly",
        arn: "arn:aws:events:us-east-1:000000000000:rule/Test-Hourly",
        intervalMs: 3_600_000,
        isEnabled: true,
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:Test-Function",
        isInvokePermitted: true,
        retriesMax: 2,
      },
    ]);
  });

  it("has the retries that the function's own configuration says", () => {
    const properties = { FunctionName: { Ref: "Function" }, Qualifier: "$LATEST", MaximumRetryAttempts: 1 };
    const [schedule] = read(
      {},
      {},
      { "Resources.Retries": { Type: "AWS::Lambda::EventInvokeConfig", Properties: properties } },
    );
    expect(schedule?.retriesMax).toBe(1);
  });

  it("may be disabled", () => {
    expect(read({ State: "DISABLED" })).toMatchObject([{ isEnabled: false }]);
  });

  it.each([
    ["Principal", "apigateway.amazonaws.com"],
    ["SourceArn", "arn:aws:events:us-east-1:000000000000:rule/other"],
    ["FunctionName", getArn("Guard")],
  ])("is not permitted to invoke its function when %s is another", (name, value) => {
    expect(read({}, { [name]: value })).toMatchObject([{ isInvokePermitted: false }]);
  });

  it.each([
    ["ScheduleExpression", "cron(0 * * * ? *)", /implements rate/],
    ["ScheduleExpression", "rate(2 hour)", /implements rate/],
    ["ScheduleExpression", "at(2026-11-22T12:00:00)", /implements rate/],
    ["State", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", /ENABLED or DISABLED/],
    ["EventPattern", { source: ["aws.s3"] }, /no event bus/],
    ["Targets", [], /exactly one/],
    ["Targets", [{ ...TARGET, Arn: "arn:aws:sqs:us-east-1:000000000000:queue" }], /no Node function/],
    ["Targets", [{ ...TARGET, Input: "{}" }], /Targets\.0\.Input/],
    ["EventBusName", "other", /EventBusName/],
  ])("with the %s %j stops the runner", (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(message);
  });
});

describe("parseRate", () => {
  it.each([
    ["rate(1 minute)", 60_000],
    ["rate(5 minutes)", 300_000],
    ["rate(1 hour)", 3_600_000],
    ["rate(12 hours)", 43_200_000],
    ["rate(1 day)", 86_400_000],
    ["rate(7 days)", 604_800_000],
  ])("reads %s", (expression, intervalMs) => {
    expect(parseRate(expression)).toBe(intervalMs);
  });

  it.each([
    "rate(1 minutes)",
    "rate(5 minute)",
    "rate(0 hours)",
    "rate(1.5 hours)",
    "rate(1 week)",
    "rate( 1 hour)",
    "1 hour",
    "",
  ])("refuses %j, as EventBridge does", (expression) => {
    expect(parseRate(expression)).toBeUndefined();
  });
});

describe("the scheduler", () => {
  const hourly: LocalSchedule = {
    logicalId: "StackHourlyRule",
    arn: "arn:aws:events:us-east-1:000000000000:rule/hourly",
    intervalMs: 3_600_000,
    isEnabled: true,
    functionArn: "arn:function",
    isInvokePermitted: true,
    retriesMax: 2,
  };
  const failure = { ok: false, error: { errorType: "Error", errorMessage: "broken", trace: [] } } as const;

  function create(schedules: readonly LocalSchedule[], isFailing = false) {
    const invoke = vi.fn(async (_functionArn: string, _event: unknown) =>
      isFailing ? failure : ({ ok: true, payload: null } as const),
    );
    const logs = createMemoryLogs();
    const invoker = createAsyncInvoker({ lambda: { invoke }, logs });
    const scheduler = createScheduler({ schedules, lambda: { invoke }, invoker });
    return {
      invoke,
      logs,
      scheduler: {
        ...scheduler,
        stop() {
          scheduler.stop();
          invoker.stop();
        },
      },
    };
  }

  it("begins a run at each interval, with the event that EventBridge sends, until it is stopped", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-11-22T12:00:00.000Z") });
    const { invoke, scheduler } = create([hourly]);
    await vi.advanceTimersByTimeAsync(3_599_999);
    expect(invoke).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(invoke).toHaveBeenCalledWith("arn:function", {
      version: "0",
      id: expect.any(String),
      "detail-type": "Scheduled Event",
      source: "aws.events",
      account: "000000000000",
      time: "2026-11-22T13:00:00Z",
      region: "us-east-1",
      resources: [hourly.arn],
      detail: {},
    });
    await vi.advanceTimersByTimeAsync(7_200_000);
    expect(invoke).toHaveBeenCalledTimes(3);
    scheduler.stop();
    await vi.advanceTimersByTimeAsync(7_200_000);
    expect(invoke).toHaveBeenCalledTimes(3);
  });

  it("tries a function again that fails, as often as Lambda does, and writes it down", async () => {
    vi.useFakeTimers();
    const { invoke, logs, scheduler } = create([hourly], true);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(invoke).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(invoke).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(invoke).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(invoke).toHaveBeenCalledTimes(3);
    expect(logs.written.map(({ line }) => line)).toEqual(Array(3).fill("StackHourlyRule failed: broken"));
    scheduler.stop();
  });

  it("begins none that is disabled", async () => {
    vi.useFakeTimers();
    const { invoke } = create([{ ...hourly, isEnabled: false }]);
    await vi.advanceTimersByTimeAsync(10_000_000);
    expect(invoke).not.toHaveBeenCalled();
  });

  it("runs one at once by a part of its name, and says when that is not one, not permitted, or failed", async () => {
    const other = { ...hourly, logicalId: "StackDailyRule", isInvokePermitted: false };
    const { invoke, scheduler } = create([hourly, other]);
    await scheduler.run("Hourly");
    expect(invoke).toHaveBeenCalledTimes(1);
    await expect(scheduler.run("Rule")).rejects.toThrow("not the name of one schedule");
    await expect(scheduler.run("Weekly")).rejects.toThrow("not the name of one schedule");
    await expect(scheduler.run("Daily")).rejects.toThrow("no permission");
    expect(invoke).toHaveBeenCalledTimes(1);
    const failing = create([hourly], true).scheduler;
    await expect(failing.run("Hourly")).rejects.toThrow("StackHourlyRule: broken");
    failing.stop();
    scheduler.stop();
  });
});
