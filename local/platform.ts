import { resolve } from "node:path";
import { type Backend, createBackend } from "./backend.ts";
import { deployCustomResources } from "./bootstrap.ts";
import { claimDataDirectory } from "./data-directory.ts";
import { type Demo, readDemo, writeDemo } from "./demo.ts";
import { type Listener, listen } from "./http/listen.ts";
import { type LocalIssuer, startIssuer } from "./issuer/issuer.ts";
import { DEMO_OWNER } from "./issuer/members.ts";
import { type LocalStore, startLocalStore } from "./local-store.ts";
import { createLogSink, type LogEntry, type LogSink } from "./logs/log-sink.ts";
import { watchSources } from "./reload.ts";
import { seedDemo } from "./seed.ts";
import { createShop } from "./shop/shop.ts";
import { type Deployment, readDeployment } from "./template/deployment.ts";
import { synthesize } from "./template/synthesize.ts";

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
  /** Synthesizes again and swaps; rejects, and goes on running what ran, when that fails. */
  reload(): Promise<void>;
  /** Ends everything; the data stays. */
  stop(): Promise<void>;
}

const FILES_NAMED_MAX = 3;
const SHOP_PAGES = resolve(import.meta.dirname, "../demo/shop");

/**
 * Starts everything: synthesizes the stack, reads the template, and runs what it says.
 *
 * @throws DataDirectoryError, PortInUseError, TemplateError: with a message for the person who started it
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const cleanups: (() => unknown)[] = [];
  const stop = once(async () => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  });
  try {
    return await start(options, (cleanup) => cleanups.push(cleanup), stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: PlatformOptions,
  onStop: (cleanup: () => unknown) => void,
  stop: () => Promise<void>,
): Promise<Platform> {
  const { report = () => {}, seed = true, assemblyDirectory } = options;
  const directory = claimDataDirectory(options.dataDirectory, { reset: options.reset ?? false });
  onStop(() => directory.release());
  const open = async (port: number): Promise<Listener> => {
    const listener = await listen(port, (_, response) =>
      response.writeHead(503, { "retry-after": "5" }).end("Starting.\n"),
    );
    onStop(() => listener.close());
    return listener;
  };
  // First, so that a taken port is said before anything slow is done.
  const edge = await open(options.port ?? 0);
  const shop = await open(options.shopPort ?? 0);
  const gateway = await open(0);
  const baseUrl = `http://localhost:${edge.port}`;
  const shopUrl = `http://shop.localhost:${shop.port}`;
  const consoleUrl = `${baseUrl}/console/`;

  const logs = createLogSink(directory.logFile, options.onLog);
  onStop(() => logs.close());
  const issuer = await startIssuer({ stateFile: directory.issuerFile, redirectUris: [consoleUrl] });
  onStop(() => issuer.stop());
  const stopped = new AbortController();
  onStop(() => stopped.abort());
  const signal = AbortSignal.any([stopped.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const assembly = assemblyDirectory ?? directory.assembly;

  async function readStack(): Promise<Deployment> {
    if (assemblyDirectory === undefined) await synthesize({ outDir: assembly, signal });
    return readDeployment(assembly, {
      IssuerUrl: issuer.url,
      IssuerClientId: issuer.clientId,
      IssuerJwksUri: issuer.jwksUri,
      OwnerEmail: DEMO_OWNER.email,
      OwnerSubject: DEMO_OWNER.subject,
    });
  }

  report("synthesizing the stack");
  const deployment = await readStack();
  signal.throwIfAborted();
  report(`starting ${deployment.functions.length} functions and ${deployment.tables.length} tables`);
  const store = await startLocalStore(directory.dynamodb);
  onStop(() => store.stop());
  let backend: Backend | undefined;
  onStop(() => backend?.stop());

  /** Puts a deployment in the place of the running one. */
  async function deploy(next: Deployment): Promise<Backend> {
    await store.deploy(next);
    const former = backend;
    const created = createBackend({
      deployment: next,
      store,
      logs,
      gatewayPort: gateway.port,
      workersMax: options.workersMax,
    });
    backend = created;
    gateway.handle(created.gateway);
    edge.handle(created.edge);
    await former?.drain();
    return created;
  }
  const { lambda } = await deploy(deployment);

  const attributes = await deployCustomResources(deployment, lambda, directory.bootstrapFile);
  const workspaceId = findWorkspaceId([...attributes.values()]);
  signal.throwIfAborted();
  let demo: Demo | undefined;
  if (seed) {
    report("preparing the demo");
    demo = await seedDemo({ baseUrl, shopUrl, consoleUrl, workspaceId, issuer, earlier: readDemo(directory.demoFile) });
    writeDemo(directory.demoFile, demo);
    const { publicToken, configuratorId } = demo;
    const values = { baseUrl, scriptUrl: `${baseUrl}/embed.js`, publicToken, configuratorId };
    shop.handle(createShop({ directory: SHOP_PAGES, values: () => values }));
  }

  signal.throwIfAborted();
  const reload = async () => void (await deploy(await readStack()));
  if (options.reload) {
    const unwatch = watchSources(async (files) => {
      report(`changed: ${files.slice(0, FILES_NAMED_MAX).join(", ")}${files.length > FILES_NAMED_MAX ? ", ..." : ""}`);
      try {
        await reload();
        report("running the changed stack");
      } catch (error) {
        if (signal.aborted) return;
        report(`still running the former stack: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    onStop(unwatch);
  }
  return {
    baseUrl,
    gatewayUrl: `http://127.0.0.1:${gateway.port}`,
    shopUrl,
    shopPort: shop.port,
    workspaceId,
    issuer,
    demo,
    deployment: () => backend?.deployment ?? deployment,
    store,
    logs,
    reload,
    stop,
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
