import { join } from "node:path";
import type { CheckResult } from "../verify/check.ts";
import { verifyDeployment } from "../verify/verify.ts";
import { type Aws, listStackResources, type StackResource } from "./aws.ts";
import { type Cdk, changeFunction, type Deployed, deploy, destroy, type Rehearsed, STACK } from "./deploy.ts";
import type { Emulator } from "./emulator.ts";
import { followGuide } from "./follow-guide.ts";
import { checkOwnIssuer, findExportedFiles, OWN_ISSUER } from "./parameters.ts";
import { judgePolicies } from "./policies.ts";
import type { Relay } from "./relay.ts";
import { describeTypes, type Report, type TypeRow } from "./report.ts";
import { signInAsOwner } from "./sign-in.ts";
import { putSiteFiles } from "./site-files.ts";

/** What all parts of a deployment's life need. */
export interface Life {
  /** The virtual environment's interpreter. */
  readonly python: string;
  readonly directory: string;
  readonly aws: Aws;
  readonly cdk: Cdk;
  readonly emulator: Emulator;
  readonly relay: Relay;
  readonly rehearsed: Rehearsed;
  readonly report: Report;
  /** Runs a part and tells how it went. One that fails ends the rehearsal. */
  readonly step: <T>(name: string, run: () => Promise<T>, detailOf?: (result: T) => string) => Promise<T>;
  readonly tell: (result: CheckResult) => void;
}

/** What the first deployment left. */
export interface First {
  readonly deployed: Deployed;
  readonly resources: readonly StackResource[];
  /** A private token of the owner. */
  readonly token: string;
}

/** The first deployment, as the guide has it, and everything that is promised of it. */
export async function deployFirst(life: Life): Promise<First> {
  const { aws, relay, rehearsed, report, step } = life;
  let deployed: Deployed | undefined;
  let token = "";
  await followGuide({
    ...life,
    assembly: rehearsed.assembly,
    logFile: join(life.directory, "guide.log"),
    onDeployed: async (seen) => {
      deployed = seen;
      // Not a URL that the standard takes: its last label is a number.
      relay.setApi(seen.outputs.ApiEndpoint.replace("https://", ""));
      report.resources = await listStackResources(aws, STACK);
      await step(
        "the site's files are put into its bucket",
        () => putSiteFiles(aws, rehearsed.original, rehearsed.assembly, report.resources),
        (count) => `${count} files`,
      );
    },
    signIn: async () => {
      const target = assertDeployed(deployed);
      token = await step("the first owner signs in, accepts the invitation and makes a private token", () =>
        signInAsOwner(aws, target),
      );
      return token;
    },
    runCounting: () => runCounting(aws, report.resources),
  });
  const first = { deployed: assertDeployed(deployed), resources: report.resources, token };
  await step(
    "the emulator judges by our policies",
    () => judgePolicies(aws, first.deployed, first.resources, token),
    (detail) => detail,
  );
  await verify(life, first, life.tell);
  return first;
}

/** A new release, and other parameters: every resource that is made on some condition is made once. */
export async function deployAgain(life: Life, first: First): Promise<void> {
  const { aws, cdk, emulator, rehearsed, report, step } = life;
  const { assembly, original } = rehearsed;
  changeFunction(assembly, "EmbedLoad");
  const deployed = await step("cdk deploy of a release that changes one function, with the export of events", () =>
    deploy(cdk, assembly, emulator, { EventExport: "on" }),
  );
  report.resources = union(report.resources, await listStackResources(aws, STACK));
  await step("after it the token of before works, and every check passes again", async () => {
    const results = await verify(life, { ...first, deployed }, () => undefined);
    const failed = results.filter(({ outcome }) => outcome !== "passed");
    if (failed.length > 0) throw new Error(failed.map(({ name, detail }) => `${name}: ${detail}`).join("; "));
  });
  await step(
    "their events are in files of the export",
    () => findExportedFiles(aws, deployed),
    (count) => `${count} files`,
  );
  await step(
    "every resource of the template was deployed, or is replaced",
    async () => assertAllDeployed(describeTypes(original, report.resources, report.standIns)),
    (count) => `${count} types`,
  );
  const foreign = await step("cdk deploy with an issuer of the company's own in place of the user pool", () =>
    deploy(cdk, assembly, emulator, OWN_ISSUER),
  );
  await step("people sign in there, the token of before works, and the user pool is kept", () =>
    checkOwnIssuer(aws, foreign, deployed.outputs.UserPoolId, first.token),
  );
}

export async function end({ aws, cdk, rehearsed, step }: Life, { deployed, resources }: First): Promise<void> {
  await step("cdk destroy", () => destroy(cdk, rehearsed.assembly));
  await step(
    "it leaves the tables with their data, and nothing that answers",
    async () => {
      const tables = resources.filter(({ type }) => type === "AWS::DynamoDB::GlobalTable");
      for (const { physicalId } of tables)
        await aws.callJson("dynamodb", "DynamoDB_20120810.DescribeTable", { TableName: physicalId });
      const { status } = await deployed.fetch(`${deployed.outputs.BaseUrl}/openapi.json`, {});
      if (tables.length === 0 || status === 200) throw new Error(`${tables.length} tables; the API answers ${status}`);
      return tables.length;
    },
    (count) => `${count} tables`,
  );
}

function verify({ aws }: Life, { deployed, resources, token }: First, tell: Life["tell"]) {
  const { fetch, outputs } = deployed;
  const target = { baseUrl: outputs.BaseUrl, token, fetch, runCounting: () => runCounting(aws, resources) };
  return verifyDeployment(target, tell);
}

/** In AWS a rule does so every minute. */
function runCounting(aws: Aws, resources: readonly StackResource[]): Promise<void> {
  const counting = resources.find(
    ({ type, logicalId }) => type === "AWS::Lambda::Function" && logicalId.includes("FunctionsCounting"),
  );
  return aws.invoke(counting?.physicalId ?? "", {});
}

function assertDeployed(deployed: Deployed | undefined): Deployed {
  if (deployed === undefined) throw new Error("the guide has not deployed the stack yet");
  return deployed;
}

/** @returns how many types there are */
function assertAllDeployed(rows: readonly TypeRow[]): number {
  const others = rows.filter(({ became }) => became.startsWith("unsupported"));
  if (others.length > 0) throw new Error(others.map(({ type, became }) => `${type}: ${became}`).join("; "));
  return rows.length;
}

/** Each resource once, as it was last seen. */
function union(first: readonly StackResource[], second: readonly StackResource[]): StackResource[] {
  return [...new Map([...first, ...second].map((resource) => [resource.logicalId, resource])).values()];
}
