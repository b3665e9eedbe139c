import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { type Backend, createBackend } from "./backend.ts";
import { deployCustomResources } from "./bootstrap.ts";
import { claimDataDirectory, type DataDirectory } from "./data-directory.ts";
import { type Demo, readDemo, writeDemo } from "./demo.ts";
import { type LocalIssuer, startIssuer } from "./issuer/issuer.ts";
import { DEMO_OWNER } from "./issuer/members.ts";
import { type LocalStore, startLocalStore } from "./local-store.ts";
import { createLogSink, type LogEntry, type LogSink } from "./logs/log-sink.ts";
import { openPorts, type Ports } from "./ports.ts";
import { watchSources } from "./reload.ts";
import { createSecretStore } from "./secrets.ts";
import { seedDemo } from "./seed.ts";
import { createCart } from "./shop/cart.ts";
import { createShop } from "./shop/shop.ts";
import { type Deployment, readDeployment } from "./template/deployment.ts";
import { synthesize } from "./template/synthesize.ts";
import { addTraffic, type TrafficOutcome } from "./traffic/add-traffic.ts";

export type { Demo } from "./demo.ts";

export interface PlatformOptions {
  /** Made when missing. Holds everything that survives a restart. */
  readonly dataDirectory: string;
  /** Empties the data directory first. */
  readonly reset?: boolean;
  /** The front door. @default 0, any free port */
  readonly port?: number;
  /** The demo shop. @default 0, any free port */
  readonly shopPort?: number;
  /** A synthesized assembly to run, in place of synthesizing one: saves seconds where many platforms are started. */
  readonly assemblyDirectory?: string;
  /** Most worker threads per function. @default 2 */
  readonly workersMax?: number;
  /** Whether the demo is made and the shop serves it. Without it there is a workspace with its owner and nothing else. @default true */
  readonly seed?: boolean;
  /** Whether every event is also written to files, as with the stack's parameter. @default false */
  readonly eventExport?: boolean;
  /** Whether schedules begin runs by themselves, beside those of `runSchedule`. @default true */
  readonly hasClock?: boolean;
  /** Whether edits of the sources are taken over while running. @default false */
  readonly reload?: boolean;
  /** Ends the start; `startPlatform` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told what is being done, one line each. */
  readonly report?: (line: string) => void;
  /** Sees every log line. */
  readonly onLog?: (entry: LogEntry) => void;
}

/** The whole stack, running on loopback. */
export interface Platform {
  /** The CloudFront distribution: `http://localhost:<port>`. */
  readonly baseUrl: string;
  /** The HTTP API without CloudFront in front: `http://127.0.0.1:<port>`. */
  readonly gatewayUrl: string;
  /** `http://shop.localhost:<port>`. Browsers resolve the name, Node does not: from Node use 127.0.0.1 and a Host header. */
  readonly shopUrl: string;
  readonly shopPort: number;
  readonly workspaceId: string;
  readonly issuer: LocalIssuer;
  /** The content of `demo.json`; undefined without `seed`. */
  readonly demo: Demo | undefined;
  /** What runs now, as read from the template. */
  readonly deployment: () => Deployment;
  readonly store: LocalStore;
  readonly logs: LogSink;
  /** Begins a run of one of the stack's schedules at once: see `Scheduler`. */
  runSchedule(name: string): Promise<void>;
  /** Hands what is in the access log to those who have subscribed to it; resolves when their functions have answered. */
  deliverLogs(): Promise<void>;
  /** Hands what is new in the streams of tables to those who get them; rejects when a function fails. */
  deliverChanges(): Promise<void>;
  /** Calls a function of the stack with an event that no route or schedule gives it. Rejects with what the function throws. */
  invoke(functionName: string, event: object): Promise<unknown>;
  /**
   * Adds 90 days of shoppers to the demo's workspace, with bills: once for a data directory, and what an earlier start has left is done. Rejects when the
   * platform is stopped meanwhile.
   * @param onPrepared told when it makes no more requests to the API
   */
  addTraffic(onPrepared?: () => void): Promise<TrafficOutcome>;
  /** Synthesizes again and swaps; rejects, and goes on running what ran, when that fails. */
  reload(): Promise<void>;
  /** Ends everything; the data stays. */
  stop(): Promise<void>;
}

const SHOP_PAGES = resolve(import.meta.dirname, "../demo/shop");

/** What runs, as far as it has been started. */
interface Parts {
  directory: DataDirectory;
  ports: Ports;
  logs: LogSink;
  issuer: LocalIssuer;
  store: LocalStore;
  backend: Backend;
  traffic: Promise<TrafficOutcome>;
  unwatch: () => void;
}

/**
 * Starts everything: synthesizes the stack, reads the template, and runs what it says.
 *
 * @throws DataDirectoryError, PortInUseError, TemplateError: with a message for the person who started it
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const stopping = new AbortController();
  const parts: Partial<Parts> = {};
  const stop = once(async () => {
    stopping.abort();
    parts.unwatch?.();
    // Whoever asked for it is told.
    await parts.traffic?.catch(() => {});
    // Requests under way are finished before what answers them goes.
    await parts.ports?.close();
    await parts.backend?.stop();
    await parts.store?.stop();
    await parts.issuer?.stop();
    parts.logs?.close();
    parts.directory?.release();
  });
  const signals = options.signal === undefined ? [stopping.signal] : [stopping.signal, options.signal];
  try {
    return { ...(await start(options, parts, AbortSignal.any(signals))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: PlatformOptions,
  parts: Partial<Parts>,
  signal: AbortSignal,
): Promise<Omit<Platform, "stop">> {
  const { report = () => {}, seed = true, port = 0, shopPort = 0, assemblyDirectory } = options;
  const directory = claimDataDirectory(options.dataDirectory, { reset: options.reset ?? false });
  parts.directory = directory;
  // Before anything slow, so that a taken port is said at once.
  const ports = await openPorts(port, shopPort);
  parts.ports = ports;
  const baseUrl = `http://localhost:${ports.edge.port}`;
  const shopUrl = `http://shop.localhost:${ports.shop.port}`;
  const consoleUrl = `${baseUrl}/console/`;
  const logs = createLogSink(directory.logFile, options.onLog);
  parts.logs = logs;
  const issuer = await startIssuer({ stateFile: directory.issuerFile, redirectUris: [consoleUrl] });
  parts.issuer = issuer;

  const obtainSecret = createSecretStore(directory.secretsFile);
  async function readStack(): Promise<Deployment> {
    if (assemblyDirectory === undefined) await synthesize({ outDir: directory.assembly, signal });
    return readDeployment(
      assemblyDirectory ?? directory.assembly,
      {
        IssuerUrl: issuer.url,
        IssuerClientId: issuer.clientId,
        IssuerJwksUri: issuer.jwksUri,
        OwnerEmail: DEMO_OWNER.email,
        // Receivers on this machine, as any deployer could allow those in a network of their own.
        WebhookAllowedNetworks: "127.0.0.0/8,::1/128",
        EventExport: options.eventExport ? "on" : "off",
      },
      obtainSecret,
    );
  }
  // A synthesis removes nothing of what an earlier one left.
  rmSync(directory.assembly, { recursive: true, force: true });
  report("synthesizing the stack");
  const first = await readStack();
  report(`starting ${first.functions.length} functions and ${first.tables.length} tables`);
  const store = await startLocalStore(directory);
  parts.store = store;

  /** Puts a deployment in the place of the running one. */
  async function deploy(deployment: Deployment): Promise<Backend> {
    signal.throwIfAborted();
    await store.deploy(deployment);
    const former = parts.backend;
    const { workersMax } = options;
    const backend = createBackend({ deployment, store, logs, baseUrl, gatewayPort: ports.gateway.port, workersMax });
    if (options.hasClock === false) backend.scheduler.stop();
    parts.backend = backend;
    ports.gateway.handle(backend.gateway);
    ports.edge.handle(backend.edge);
    await former?.drain();
    return backend;
  }
  const backend = await deploy(first);
  const attributes = await deployCustomResources(first, backend.lambda, directory.bootstrapFile);
  const workspaceId = findWorkspaceId([...attributes.values()]);

  let demo: Demo | undefined;
  if (seed) {
    signal.throwIfAborted();
    report("preparing the demo");
    demo = await seedDemo({ baseUrl, shopUrl, consoleUrl, workspaceId, issuer, earlier: readDemo(directory.demoFile) });
    writeDemo(directory.demoFile, demo);
    const values = { ...demo, scriptUrl: `${baseUrl}/embed.js`, uploadsUrl: store.s3Endpoint };
    ports.shop.handle(createShop({ directory: SHOP_PAGES, values, cart: createCart(demo) }));
  }
  signal.throwIfAborted();
  const reload = async () => void (await deploy(await readStack()));
  if (options.reload) parts.unwatch = await watchSources({ reload, report, signal });
  return {
    baseUrl,
    gatewayUrl: `http://127.0.0.1:${ports.gateway.port}`,
    shopUrl,
    shopPort: ports.shop.port,
    workspaceId,
    issuer,
    demo,
    deployment: () => parts.backend?.deployment ?? first,
    store,
    logs,
    runSchedule: (name) => (parts.backend ?? backend).scheduler.run(name),
    deliverChanges: () => (parts.backend ?? backend).eventSources.deliver(),
    deliverLogs: () => (parts.backend ?? backend).logDelivery.flush(),
    async invoke(functionName, event) {
      const result = await (parts.backend ?? backend).lambda.invoke(functionName, event);
      if (!result.ok) throw new Error(`${functionName}: ${result.error.errorMessage}`);
      return result.payload;
    },
    addTraffic(onPrepared = () => {}) {
      if (demo === undefined) throw new Error("there is no demo");
      parts.traffic ??= addTraffic({
        demo,
        issuer,
        store,
        tables: (parts.backend ?? backend).deployment.tables,
        trafficFile: directory.trafficFile,
        runSchedule: (name) => (parts.backend ?? backend).scheduler.run(name),
        now: Date.now,
        onPrepared,
        signal,
      });
      return parts.traffic;
    },
    reload,
  };
}

/** The attribute that the stack itself puts out. */
function findWorkspaceId(attributes: readonly Readonly<Record<string, unknown>>[]): string {
  const [id] = attributes.map((data) => data.WorkspaceId).filter((value) => typeof value === "string");
  if (id === undefined) throw new Error("no custom resource of the stack gave a WorkspaceId");
  return id;
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
