const EVERY_MS = 10_000;

export interface Progress {
  stop(): void;
}

/** Says on stderr, every ten seconds, how far something long has come; the report is alone on stdout. */
export function startProgress(describe: () => string): Progress {
  const startedAtMs = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - startedAtMs) / 1000);
    const mebibytes = Math.round(process.memoryUsage.rss() / 2 ** 20);
    process.stderr.write(`${seconds} s, ${mebibytes} MiB: ${describe()}\n`);
  }, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
