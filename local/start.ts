/** Runs Latchkey on this machine. `npm start` comes here by way of start.mjs. */
import { once } from "node:events";
import { HELP, parseFlags, type StartOptions } from "./flags.ts";
import type { Platform } from "./platform.ts";

const PARENT_POLL_MS = 100;
/** Lambda's own. */
process.env.TZ = "UTC";

const flags = parseFlags(process.argv.slice(2), process.env);
if (flags.kind === "help") {
  process.stdout.write(HELP);
} else if (flags.kind === "mistake") {
  end(2, flags.message);
} else {
  await run(flags.options);
}

async function run({ dataDirectory, port, shopPort, reset, verbose, eventExport }: StartOptions): Promise<void> {
  // Loaded only now, so that a wrong flag is answered at once.
  const { startPlatform } = await import("./platform.ts");
  const { formatConsoleLine } = await import("./logs/console-lines.ts");
  const startedAtMs = Date.now();
  let isSeeded = false;
  const report = (line: string) => process.stdout.write(`${line}\n`);
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());
  if (process.env.npm_lifecycle_event !== undefined) onOrphaned(() => stopping.abort());
  try {
    const platform = await startPlatform({
      dataDirectory,
      reset,
      port,
      shopPort,
      eventExport,
      reload: true,
      signal: stopping.signal,
      report: (line) => report(`  ${line}`),
      onLog: (entry) => {
        // The requests of the seeding are our own; what fails among them is reported as an error.
        const line = isSeeded || verbose ? formatConsoleLine(entry, verbose) : undefined;
        if (line !== undefined) report(line);
      },
    });
    report(`Latchkey ready on ${platform.baseUrl}`);
    report(`  console    ${platform.baseUrl}/console/  (choose who you are; no password)`);
    report(`  demo shop  ${platform.shopUrl}`);
    report(`  the same page where the token does not count  ${platform.shopUrl.replace("shop.", "evil.")}`);
    report(`  API        ${platform.baseUrl}/docs`);
    report(`  files      ${platform.store.s3Endpoint}`);
    report(`  tokens     ${dataDirectory}/demo.json`);
    report(
      `  started in ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s; edits are taken over while running; Ctrl-C ends it`,
    );
    void addTraffic(platform, {
      report,
      onPrepared: () => {
        isSeeded = true;
      },
    });
    if (!stopping.signal.aborted) await once(stopping.signal, "abort");
    await platform.stop();
    process.exit(0);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    end(1, explain(error));
  }
}

interface TrafficReport {
  readonly report: (line: string) => void;
  /** Told when no requests of our own come any more. */
  readonly onPrepared: () => void;
}

/** In the background: the platform is ready, and its pages fill up meanwhile. */
async function addTraffic(platform: Platform, { report, onPrepared }: TrafficReport): Promise<void> {
  const startedAtMs = Date.now();
  try {
    if ((await platform.addTraffic(onPrepared)) === "there") return;
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
    report(`  the demo has 90 days of shoppers now (${seconds} s): see Analytics, Usage and Billing in the console`);
  } catch (error) {
    // Stopped meanwhile: the next start goes on.
    if (error instanceof Error && error.name === "AbortError") return;
    report(`  the demo's shoppers could not be made up: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    onPrepared();
  }
}

/** npm hands a SIGTERM to its shell only. The shell dies of it, and this process would stay behind without a parent. */
function onOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_POLL_MS);
  timer.unref();
}

/** One line for what the person can do something about; everything for what we must look into. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch (error.name) {
    case "PortInUseError":
      return `${error.message}: stop what runs there, or choose another with npm start -- --port <port> (the shop takes the next one)`;
    case "DataDirectoryError":
    case "TemplateError":
      return error.message;
    default:
      return error.stack ?? error.message;
  }
}

function end(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
