import type { RequestListener } from "node:http";
import { createEdge } from "./edge/edge.ts";
import { type AskOrigin, createHttpOrigin } from "./edge/http-origin.ts";
import { createS3Origin } from "./edge/s3-origin.ts";
import { createGateway } from "./gateway/gateway.ts";
import { createAsyncInvoker } from "./lambda/invoke-async.ts";
import { createLambdaRuntime, type LambdaRuntime } from "./lambda/runtime.ts";
import type { LocalStore } from "./local-store.ts";
import { createLogDelivery, type LogDelivery } from "./logs/log-delivery.ts";
import type { LogSink } from "./logs/log-sink.ts";
import { createScheduler, type Scheduler } from "./schedule/scheduler.ts";
import { createEventSources, type EventSources } from "./streams/event-source.ts";
import type { Deployment } from "./template/deployment.ts";
import type { LocalDistribution } from "./template/distribution.ts";
import type { LocalFunction } from "./template/functions.ts";

/** One deployment, running: replaced as a whole when the sources change. */
export interface Backend {
  readonly deployment: Deployment;
  readonly lambda: LambdaRuntime;
  readonly gateway: RequestListener;
  readonly edge: RequestListener;
  readonly scheduler: Scheduler;
  /** What the access log's subscribers get. */
  readonly logDelivery: LogDelivery;
  /** What gets the streams of tables. */
  readonly eventSources: EventSources;
  /** Lets requests under way finish. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export interface BackendOptions {
  readonly deployment: Deployment;
  readonly store: LocalStore;
  readonly logs: LogSink;
  /** Where the distribution is served. */
  readonly baseUrl: string;
  readonly gatewayPort: number;
  readonly workersMax: number | undefined;
}

export function createBackend({ deployment, store, logs, baseUrl, gatewayPort, workersMax }: BackendOptions): Backend {
  const { api, distribution, buckets, functions } = deployment;
  const lambda = createLambdaRuntime({
    functions: functions.map((target) => withBaseUrl(target, distribution, baseUrl)),
    credentials: store.credentials,
    endpoints: {
      dynamodb: store.endpoint,
      firehose: store.firehoseEndpoint,
      kms: store.kmsEndpoint,
      s3: store.s3Endpoint,
    },
    logs,
    ...(workersMax === undefined ? {} : { workersMax }),
  });
  const invoker = createAsyncInvoker({ lambda, logs });
  const scheduler = createScheduler({ schedules: deployment.schedules, lambda, invoker });
  const logDelivery = createLogDelivery({ subscriptions: deployment.logSubscriptions, invoker });
  const eventSources = createEventSources({
    eventSources: deployment.eventSources,
    streams: store.streams,
    mayRead: store.mayRead,
    lambda,
    logs,
  });
  const apiOrigin = createHttpOrigin(gatewayPort);
  const deployedAt = new Date();
  const origins = new Map<string, AskOrigin>([
    [api.domainName, apiOrigin.ask],
    ...buckets.map((bucket): [string, AskOrigin] => [
      bucket.domainName,
      createS3Origin(bucket, distribution.arn, deployedAt),
    ]),
  ]);
  return {
    deployment,
    lambda,
    gateway: createGateway({ api, lambda, logs, onAccessLine: logDelivery.write }),
    edge: createEdge({ distribution, origins, logs }),
    scheduler,
    logDelivery,
    eventSources,
    async drain() {
      scheduler.stop();
      await eventSources.stop();
      await logDelivery.flush();
      logDelivery.stop();
      invoker.stop();
      await lambda.drain();
      apiOrigin.close();
    },
    async stop() {
      scheduler.stop();
      await eventSources.stop();
      logDelivery.stop();
      invoker.stop();
      apiOrigin.close();
      await lambda.stop();
    },
  };
}

/** The distribution's own name leads nowhere from here: whoever is told of it is told where it is served. */
function withBaseUrl(target: LocalFunction, { domainName }: LocalDistribution, baseUrl: string): LocalFunction {
  const environment = Object.entries(target.environment).map(([name, value]) => [
    name,
    value === `https://${domainName}` ? baseUrl : value,
  ]);
  return { ...target, environment: Object.fromEntries(environment) };
}
