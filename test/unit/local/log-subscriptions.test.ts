import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { AsyncInvocation } from "../../../local/lambda/invoke-async.ts";
import { createAsyncInvoker } from "../../../local/lambda/invoke-async.ts";
import { createLogDelivery } from "../../../local/logs/log-delivery.ts";
import { readDeployment } from "../../../local/template/deployment.ts";
import type { LocalLogSubscription } from "../../../local/template/log-subscriptions.ts";
import {
  createAssembly,
  createMemoryLogs,
  type Edits,
  noSecret,
  PARAMETERS,
  REMOVED,
  removeFolder,
} from "./fixture.ts";

const folders: string[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const folder of folders.splice(0)) removeFolder(folder);
});

const getArn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const FILTER = { LogGroupName: { Ref: "Lines" }, DestinationArn: getArn("Function"), FilterPattern: "" };
const PERMISSION = {
  Action: "lambda:InvokeFunction",
  FunctionName: getArn("Function"),
  Principal: "logs.amazonaws.com",
  SourceArn: getArn("Lines"),
};

/** The subscriptions of a stack with one; the parameters replace single properties of it and of its permission. */
function read(filter: object = {}, permission: object = {}, more: Edits = {}): readonly LocalLogSubscription[] {
  const folder = createAssembly({
    "Resources.Lines": { Type: "AWS::Logs::LogGroup", Properties: {} },
    "Resources.Stage.Properties.AccessLogSettings.DestinationArn": {
      "Fn::Sub": ["arn:aws:logs:us-east-1:000000000000:log-group:$", "{Lines}"].join(""),
    },
    "Resources.Subscription": {
      Type: "AWS::Logs::SubscriptionFilter",
      Properties: { ...FILTER, ...filter },
      DependsOn: ["LinesPermission"],
    },
    "Resources.LinesPermission": { Type: "AWS::Lambda::Permission", Properties: { ...PERMISSION, ...permission } },
    ...more,
  });
  folders.push(folder);
  return readDeployment(folder, PARAMETERS, noSecret).logSubscriptions;
}

describe("a subscription of the template", () => {
  it("is read with its log, its function, its permission and Lambda's retries", () => {
    expect(read()).toEqual([
      {
        logicalId: "Subscription",
        logGroup: "Test-Lines",
        functionArn: "arn:aws:lambda:us-east-1:000000000000:function:Test-Function",
        isInvokePermitted: true,
        retriesMax: 2,
      },
    ]);
  });

  it("may choose lines by how a member begins", () => {
    expect(read({ FilterPattern: '{ $.tokenId = "lk*" }' })).toMatchObject([
      { match: { member: "tokenId", prefix: "lk" } },
    ]);
  });

  it.each([
    ["Principal", "events.amazonaws.com"],
    ["SourceArn", "arn:aws:logs:us-east-1:000000000000:log-group:other:*"],
    ["FunctionName", getArn("Guard")],
  ])("is not permitted to invoke its function when %s is another", (name, value) => {
    expect(read({}, { [name]: value })).toMatchObject([{ isInvokePermitted: false }]);
  });

  it.each([
    ["LogGroupName", "another", /not the API's access log/],
    ["DestinationArn", "arn:aws:kinesis:us-east-1:000000000000:stream/lines", /no Node function/],
    ["FilterPattern", "ERROR", /implements "" and/],
    ["FilterPattern", "{ $.status = 4* }", /implements "" and/],
    ["FilterPattern", '{ $.a = "b*" && $.c = "d*" }', /implements "" and/],
    ["RoleArn", "arn:aws:iam::000000000000:role/other", /RoleArn/],
    ["Distribution", "Random", /Distribution/],
  ])("with the %s %j stops the runner", (name, value, message) => {
    expect(() => read({ [name]: value })).toThrow(message);
  });

  it("that is made before its permission stops the runner, as it stops a deployment", () => {
    expect(() => read({}, {}, { "Resources.Subscription.DependsOn": REMOVED })).toThrow(
      /must depend on its permission/,
    );
  });
});

const SUBSCRIPTION: LocalLogSubscription = {
  logicalId: "Subscription",
  logGroup: "access",
  functionArn: "arn:function",
  isInvokePermitted: true,
  retriesMax: 2,
};

describe("delivered lines", () => {
  function create(subscription: Partial<LocalLogSubscription> = {}, delayMs?: number) {
    const invocations: AsyncInvocation[] = [];
    const invoker = { invoke: async (invocation: AsyncInvocation) => void invocations.push(invocation) };
    const delivery = createLogDelivery({ subscriptions: [{ ...SUBSCRIPTION, ...subscription }], invoker, delayMs });
    return { delivery, invocations, linesOf: () => invocations.map((invocation) => unpack(invocation.event)) };
  }

  it("come together, some time after the first of them, as CloudWatch Logs packs them", async () => {
    vi.useFakeTimers({ now: 1_795_435_200_000 });
    const { delivery, invocations, linesOf } = create();
    delivery.write("first");
    await vi.advanceTimersByTimeAsync(9_999);
    delivery.write("second");
    expect(invocations).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(invocations).toMatchObject([{ functionArn: "arn:function", isPermitted: true, retriesMax: 2 }]);
    expect(linesOf()).toEqual([
      {
        messageType: "DATA_MESSAGE",
        owner: "000000000000",
        logGroup: "access",
        logStream: "local",
        subscriptionFilters: ["Subscription"],
        logEvents: [
          { id: expect.any(String), timestamp: 1_795_435_200_000, message: "first" },
          { id: expect.any(String), timestamp: 1_795_435_209_999, message: "second" },
        ],
      },
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(invocations).toHaveLength(1);
  });

  it("are those that the pattern chooses, and nobody is woken for none", async () => {
    const { delivery, invocations, linesOf } = create({ match: { member: "tokenId", prefix: "lk" } });
    for (const tokenId of ["-", "mem_1", 7]) delivery.write(JSON.stringify({ tokenId }));
    delivery.write("not JSON");
    await delivery.flush();
    expect(invocations).toEqual([]);
    delivery.write(JSON.stringify({ tokenId: "lks_1" }));
    await delivery.flush();
    expect(linesOf()).toMatchObject([{ logEvents: [{ message: '{"tokenId":"lks_1"}' }] }]);
  });

  it("of more than a thousand are several batches, each line in one", async () => {
    const { delivery, linesOf } = create();
    for (let index = 0; index < 1001; index += 1) delivery.write(String(index));
    await delivery.flush();
    expect(linesOf().map(({ logEvents }) => logEvents.length)).toEqual([1000, 1]);
    expect(new Set(linesOf().flatMap(({ logEvents }) => logEvents.map(({ id }) => id))).size).toBe(1001);
  });

  it("are delivered by nobody any more once it is stopped", async () => {
    vi.useFakeTimers();
    const { delivery, invocations } = create();
    delivery.write("late");
    delivery.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(invocations).toEqual([]);
  });
});

describe("a function that nobody waits for", () => {
  it("is not invoked without a permission, and that is written down", async () => {
    const invoke = vi.fn(async () => ({ ok: true, payload: null }) as const);
    const logs = createMemoryLogs();
    const invoker = createAsyncInvoker({ lambda: { invoke }, logs });
    const { logicalId: source, functionArn } = SUBSCRIPTION;
    await invoker.invoke({ source, functionArn, isPermitted: false, retriesMax: 0, event: {} });
    expect(invoke).not.toHaveBeenCalled();
    expect(logs.written.map(({ line }) => line)).toEqual([
      "Subscription failed: no permission lets Subscription invoke its function",
    ]);
    invoker.stop();
  });
});

interface Packed {
  readonly logEvents: readonly { readonly id: string }[];
}

function unpack(event: object): Packed {
  const { awslogs } = event as { readonly awslogs: { readonly data: string } };
  return JSON.parse(gunzipSync(Buffer.from(awslogs.data, "base64")).toString("utf8"));
}
