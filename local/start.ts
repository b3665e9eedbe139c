/** Runs Latchkey on this machine. `npm start` comes here by way of start.mjs. */
import { once } from "node:events";
import { HELP, parseFlags, type StartOptions } from "./flags.ts";

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

async function run({ dataDirectory, port, shopPort, reset, verbose }: StartOptions): Promise<void> {
  // Loaded only now, so that a wrong flag is answered at once.
  const { startPlatform } = await import("./platform.ts");
  const { formatConsoleLine } = await import("./logs/console-lines.ts");
  const startedAtMs = Date.now();
  let isReady = false;
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
      reload: true,
      signal: stopping.signal,
      report: (line) => report(`  ${line}`),
      onLog: (entry) => {
        // The requests of the seeding are our own; what fails among them is reported as an error.
        const line = isReady || verbose ? formatConsoleLine(entry, verbose) : undefined;
        if (line !== undefined) report(line);
      },
    });
    isReady = true;
    report(`Latchkey ready on ${platform.baseUrl}`);
    report(`  demo shop  ${platform.shopUrl}`);
    report(`  the same page where the token does not count  ${platform.shopUrl.replace("shop.", "evil.")}`);
    report(`  API        ${platform.baseUrl}/openapi.json`);
    report(`  sign-in    ${platform.issuer.url}`);
    report(`  tokens     ${dataDirectory}/demo.json`);
    report(
      `  started in ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s; edits are taken over while running; Ctrl-C ends it`,
    );
    if (!stopping.signal.aborted) await once(stopping.signal, "abort");
    await platform.stop();
    process.exit(0);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    end(1, explain(error));
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
