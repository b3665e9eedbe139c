import { spawn } from "node:child_process";
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Target } from "../verify/target.ts";
import type { Emulator } from "./emulator.ts";
import { createEmulatorFetch } from "./emulator-fetch.ts";
import { OWNER_EMAIL } from "./sign-in.ts";
import { adaptTemplate, type StandIn } from "./stand-ins.ts";
import { readTemplate, type Template, writeTemplate } from "./template.ts";

export const STACK = "Latchkey";

export interface Deployed {
  readonly endpoint: string;
  readonly fetch: Target["fetch"];
  /** What `cdk deploy` prints at its end. */
  readonly outputs: Readonly<Record<"ApiEndpoint" | "BaseUrl" | "ConsoleUrl" | "WorkspaceId", string>> &
    Readonly<Partial<Record<"UserPoolId" | "EventBucket", string>>>;
}

/** The CDK's own command line, with the emulator for AWS. Its output goes into a file. */
export interface Cdk {
  run(...parameters: readonly string[]): Promise<void>;
}

export function createCdk({ environment }: Emulator, logFile: string): Cdk {
  const cli = join(import.meta.dirname, "../node_modules/aws-cdk/bin/cdk");
  return {
    run: (...parameters) =>
      new Promise((resolve, reject) => {
        appendFileSync(logFile, `\n$ cdk ${parameters.join(" ")}\n`);
        const child = spawn(process.execPath, [cli, ...parameters], {
          env: environment,
          stdio: ["ignore", "pipe", "pipe"],
        });
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => appendFileSync(logFile, data));
        child.once("error", reject);
        child.once("exit", (code) =>
          code === 0 ? resolve() : reject(new Error(`cdk ${parameters[0]} ended with ${code}; ${logFile} tells more`)),
        );
      }),
  };
}

/** @param parameters beside the owner's address; those of earlier deployments hold on */
export async function deploy(
  cdk: Cdk,
  assembly: string,
  emulator: Emulator,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Deployed> {
  const file = join(assembly, "outputs.json");
  const given = Object.entries({ OwnerEmail: OWNER_EMAIL, ...parameters }).flatMap(([name, value]) => [
    "--parameters",
    `${name}=${value}`,
  ]);
  await cdk.run("deploy", STACK, "--app", assembly, "--require-approval", "never", ...given, "--outputs-file", file);
  return readDeployed(file, emulator);
}

/** @param file what `cdk deploy --outputs-file` wrote */
export function readDeployed(file: string, emulator: Emulator): Deployed {
  const outputs: Record<string, Deployed["outputs"]> = JSON.parse(readFileSync(file, "utf8"));
  const ours = outputs[STACK];
  if (ours === undefined) throw new Error(`${file} has no ${STACK}`);
  return { endpoint: emulator.endpoint, fetch: createEmulatorFetch(emulator), outputs: ours };
}

export const destroy = (cdk: Cdk, assembly: string) => cdk.run("destroy", STACK, "--app", assembly, "--force");

export interface Rehearsed {
  readonly assembly: string;
  /** As it was synthesized. */
  readonly original: Template;
  readonly standIns: readonly StandIn[];
}

/** A copy of a cloud assembly with what the emulator lacks taken out. */
export function adaptAssembly(
  synthesized: string,
  copy: string,
  options: { readonly endpoint: string; readonly relayPort: number },
): Rehearsed {
  rmSync(copy, { recursive: true, force: true });
  cpSync(synthesized, copy, { recursive: true });
  const original = readTemplate(copy);
  const template = readTemplate(copy);
  const standIns = adaptTemplate(template, options);
  writeTemplate(copy, template);
  return { assembly: copy, original, standIns };
}

/** Gives one function other code, as a new release would: a comment more, and the name that goes with the content. */
export function changeFunction(assembly: string, role: string): void {
  const template = readTemplate(assembly);
  const [, target] =
    Object.entries(template.Resources).find(
      ([id, { Type }]) => Type === "AWS::Lambda::Function" && id.includes(role),
    ) ?? [];
  const code = target?.Properties?.Code as { S3Key: string } | undefined;
  const old = code?.S3Key.replace(/\.zip$/, "") ?? "";
  const next = `${old.slice(0, -4)}${old.endsWith("0000") ? "1111" : "0000"}`;
  const directory = join(assembly, `asset.${old}`);
  if (old === "" || !existsSync(directory)) throw new Error(`the assembly has no code of ${role}`);
  cpSync(directory, join(assembly, `asset.${next}`), { recursive: true });
  appendFileSync(join(assembly, `asset.${next}`, "index.mjs"), "\n// The next release.\n");
  for (const file of ["Latchkey.template.json", "Latchkey.assets.json"]) {
    const path = join(assembly, file);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(old, next));
  }
}
