import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { TemplateError } from "./template-error.ts";

const REPOSITORY = resolve(import.meta.dirname, "../..");

export interface SynthesizeOptions {
  /** The cloud assembly is written here. Its own folder: other commands leave assemblies without bundles in `cdk.out`. */
  readonly outDir: string;
  /** Stops the synthesis, which then rejects. */
  readonly signal?: AbortSignal;
}

/**
 * Synthesizes the real stack: builds all code, writes template and assets. In a process of its own, so that every run sees
 * the sources as they are now.
 *
 * @throws TemplateError with the output of the synthesis when it fails
 */
export async function synthesize({ outDir, signal }: SynthesizeOptions): Promise<void> {
  const child = spawn(process.execPath, [join(REPOSITORY, "infra/app.ts")], {
    cwd: REPOSITORY,
    env: { ...process.env, CDK_OUTDIR: resolve(outDir) },
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal === undefined ? {} : { signal }),
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolveCode, reject) => {
    child.once("error", reject);
    child.once("close", resolveCode);
  });
  if (code !== 0)
    throw new TemplateError(`the stack does not synthesize:\n${Buffer.concat(output).toString("utf8").trimEnd()}`);
}
