import { join } from "node:path";
import { synthesize } from "../infra/synthesize.ts";
import { installPythonTools, PythonUnavailable } from "../scripts/python-tools.ts";
import type { CheckResult } from "../verify/check.ts";
import { createAws } from "./aws.ts";
import { compareContract } from "./contract.ts";
import { adaptAssembly, createCdk } from "./deploy.ts";
import { type Emulator, startEmulator } from "./emulator.ts";
import { deployAgain, deployFirst, end } from "./life.ts";
import { startRelay } from "./relay.ts";
import type { Report } from "./report.ts";

export interface RehearsalOptions {
  /** For the virtual environment, the assembly, logs and the report. */
  readonly directory: string;
  readonly keep: boolean;
  readonly say: (text: string) => void;
}

/**
 * The whole life of a deployment, in an emulator. A step that fails ends it; the report tells how far it came.
 *
 * @throws PythonUnavailable when there is no Python to run the emulator, or its packages cannot be had
 */
export async function rehearse({ directory, keep, say }: RehearsalOptions): Promise<Report> {
  const steps: CheckResult[] = [];
  const tell = (result: CheckResult) => {
    steps.push(result);
    say(`${result.outcome.padEnd(11)} ${result.name}${result.detail === "" ? "" : ` (${result.detail})`}`);
  };
  async function step<T>(name: string, run: () => Promise<T>, detailOf: (result: T) => string = () => ""): Promise<T> {
    const startMs = Date.now();
    try {
      const result = await run();
      const seconds = `${((Date.now() - startMs) / 1000).toFixed(1)} s`;
      tell({ name, outcome: "passed", detail: [seconds, detailOf(result)].filter((part) => part !== "").join(", ") });
      return result;
    } catch (error) {
      if (error instanceof PythonUnavailable) throw error;
      tell({ name, outcome: "failed", detail: error instanceof Error ? error.message : String(error) });
      throw new Ended();
    }
  }

  const report: Report = { steps, resources: [], standIns: [], original: undefined };
  const relay = await startRelay();
  let emulator: Emulator | undefined;
  try {
    const python = await step("the emulator is installed", async () =>
      installPythonTools({
        name: "MiniStack",
        requirements: join(import.meta.dirname, "requirements.txt"),
        directory: join(directory, "python"),
        say,
      }),
    );
    const synthesized = join(directory, "cdk.out");
    await step("the app is synthesized", () => synthesize(synthesized));
    const running = await step("the emulator is started", () =>
      startEmulator({ python, directory, judgesCallers: true }),
    );
    emulator = running;
    relay.connect(running);
    const rehearsed = adaptAssembly(synthesized, join(directory, "adapted"), {
      endpoint: running.endpoint,
      relayPort: relay.port,
    });
    report.original = rehearsed.original;
    report.standIns = rehearsed.standIns;
    const aws = createAws(running);
    const cdk = createCdk(running, join(directory, "cdk.log"));
    const life = { python, directory, aws, cdk, emulator: running, relay, rehearsed, report, step, tell };
    const first = await deployFirst(life);
    await deployAgain(life, first);
    if (keep)
      await waitForInterrupt(
        `${running.endpoint} is kept, with ${first.deployed.outputs.BaseUrl}. Ctrl-C ends it.`,
        say,
      );
    await end(life, first);
    await step(
      "DynamoDB's contract holds on its engine, but for the differences that are known",
      () => compareContract({ python, directory }),
      (summary) => summary,
    );
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  } finally {
    await emulator?.stop();
    await relay.stop();
  }
  return report;
}

/** A step failed, and has been told. */
class Ended extends Error {}

function waitForInterrupt(text: string, say: (text: string) => void): Promise<void> {
  say(text);
  return new Promise((resolve) => process.once("SIGINT", () => resolve()));
}
