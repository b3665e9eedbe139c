import { join } from "node:path";
import { synthesize } from "../infra/synthesize.ts";
import { installPythonTools } from "../scripts/python-tools.ts";
import type { CheckResult } from "../verify/check.ts";
import { verifyDeployment } from "../verify/verify.ts";
import { type Aws, createAws, listStackResources, type StackResource } from "./aws.ts";
import { compareContract } from "./contract.ts";
import {
  adaptAssembly,
  bootstrap,
  type Cdk,
  changeFunction,
  createCdk,
  type Deployed,
  deploy,
  destroy,
  type Rehearsed,
  STACK,
} from "./deploy.ts";
import { type Emulator, startEmulator } from "./emulator.ts";
import { judgePolicies } from "./policies.ts";
import { type Relay, startRelay } from "./relay.ts";
import type { Report } from "./report.ts";
import { signInAsOwner } from "./sign-in.ts";
import { putSiteFiles } from "./site-files.ts";

export interface RehearsalOptions {
  /** For the virtual environment, the assembly, logs and the report. */
  readonly directory: string;
  readonly keep: boolean;
  readonly say: (text: string) => void;
}

/** The whole life of a deployment, in an emulator. A step that fails ends it; the report tells how far it came. */
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
    await live({ aws, cdk, emulator: running, relay, rehearsed, report, step, tell, keep, say });
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

interface Life {
  readonly aws: Aws;
  readonly cdk: Cdk;
  readonly emulator: Emulator;
  readonly relay: Relay;
  readonly rehearsed: Rehearsed;
  readonly report: Report;
  readonly step: <T>(name: string, run: () => Promise<T>, detailOf?: (result: T) => string) => Promise<T>;
  readonly tell: (result: CheckResult) => void;
  readonly keep: boolean;
  readonly say: (text: string) => void;
}

async function live({ aws, cdk, emulator, relay, rehearsed, report, step, tell, keep, say }: Life): Promise<void> {
  const { assembly, original } = rehearsed;
  await step("cdk bootstrap", () => bootstrap(cdk, assembly));
  const deployed = await step("cdk deploy", () => deploy(cdk, assembly, emulator));
  // Not a URL that the standard takes: its last label is a number.
  relay.setApi(deployed.outputs.ApiEndpoint.replace("https://", ""));
  const resources = await listStackResources(aws, STACK);
  report.resources = resources;
  await step(
    "the site's files are put into its bucket",
    () => putSiteFiles(aws, original, assembly, resources),
    (count) => `${count} files`,
  );
  const token = await step("the first owner signs in, accepts the invitation and makes a private token", () =>
    signInAsOwner(aws, deployed),
  );
  await step(
    "the emulator judges by our policies",
    () => judgePolicies(aws, deployed, resources, token),
    (detail) => detail,
  );
  await verify(deployed, aws, resources, token, tell);

  changeFunction(assembly, "EmbedLoad");
  const updated = await step("cdk deploy of a release that changes one function", () =>
    deploy(cdk, assembly, emulator),
  );
  await step("after it the token of before works, and every check passes again", async () => {
    const results = await verify(updated, aws, resources, token, () => undefined);
    const failed = results.filter(({ outcome }) => outcome !== "passed");
    if (failed.length > 0) throw new Error(failed.map(({ name, detail }) => `${name}: ${detail}`).join("; "));
  });
  if (keep)
    await waitForInterrupt(`${emulator.endpoint} is kept, with ${updated.outputs.BaseUrl}. Ctrl-C ends it.`, say);
  await step("cdk destroy", () => destroy(cdk, assembly));
  await step(
    "it leaves the tables with their data, and nothing that answers",
    async () => {
      const tables = resources.filter(({ type }) => type === "AWS::DynamoDB::GlobalTable");
      for (const { physicalId } of tables)
        await aws.callJson("dynamodb", "DynamoDB_20120810.DescribeTable", { TableName: physicalId });
      const { status } = await updated.fetch(`${updated.outputs.BaseUrl}/openapi.json`, {});
      if (tables.length === 0 || status === 200) throw new Error(`${tables.length} tables; the API answers ${status}`);
      return tables.length;
    },
    (count) => `${count} tables`,
  );
}

function verify(deployed: Deployed, aws: Aws, resources: readonly StackResource[], token: string, tell: Life["tell"]) {
  const counting = resources.find(
    ({ type, logicalId }) => type === "AWS::Lambda::Function" && logicalId.includes("FunctionsCounting"),
  );
  const target = {
    baseUrl: deployed.outputs.BaseUrl,
    token,
    fetch: deployed.fetch,
    runCounting: () => aws.invoke(counting?.physicalId ?? "", {}),
  };
  return verifyDeployment(target, tell);
}

function waitForInterrupt(text: string, say: (text: string) => void): Promise<void> {
  say(text);
  return new Promise((resolve) => process.once("SIGINT", () => resolve()));
}
