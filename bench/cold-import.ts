import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { bundleFunctions } from "../infra/bundle.ts";
import { DEPLOYED_FUNCTIONS } from "../infra/deployed-functions.ts";
import { atMost, formatNanoseconds, type Section } from "./report.ts";
import { type Batch, median, runRounds } from "./rounds.ts";

const REPOSITORY = resolve(import.meta.dirname, "..");
const ROUNDS = 81;
const LIMIT = 1.1;

/** Only the client, made as the authorizer makes it, with the three commands that it sends. */
const CLIENT_ONLY = `
  import { BatchGetItemCommand, DynamoDBClient, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
  const client = new DynamoDBClient({ maxAttempts: 2, requestHandler: { requestTimeout: 900, connectionTimeout: 500 } });
  const COMMANDS = { batch: BatchGetItemCommand, get: GetItemCommand, update: UpdateItemCommand };
  export const handler = async ({ command, input }) => client.send(new COMMANDS[command](input));
`;

/** What a cold start reads before it can serve: each bundle imported by a fresh process, in turns. */
export async function measureColdImport(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  try {
    const clientOnly = await bundleFunctions(join(folder, "client"), { root: await checkOutClientOnly(folder) });
    const deployed = await bundleFunctions(join(folder, "deployed"));
    const withChain = await bundleFunctions(join(folder, "chain"), { root: await checkOutWithChain(folder) });
    const bundles = [clientOnly, deployed, withChain].map(({ authorizer }) => authorizer);
    const [client, authorizer, chain] = (
      await runRounds(bundles.map(importOf), { rounds: ROUNDS, warmUpRounds: 3 })
    ).map(median);
    if (client === undefined || authorizer === undefined || chain === undefined)
      throw new Error("a bundle was not measured");
    return {
      title: "Cold import of the authorizer's bundle",
      notes: [
        "client: a bundle with nothing but the DynamoDB client and its three commands, built by infra/bundle.ts",
        "authorizer: the deployed bundle; with the chain: the same with the SDK's credential-provider chain (docs/adr/0003)",
        `time of import() in a fresh Node process, without the process's own start; ${ROUNDS} rounds`,
      ],
      rows: [
        { name: "client only", value: formatNanoseconds(client) },
        { name: "authorizer", value: formatNanoseconds(authorizer), ...atMost(authorizer / client, LIMIT) },
        {
          name: "authorizer with the SDK's credential chain",
          value: formatNanoseconds(chain),
          ratio: chain / client,
        },
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A checkout in which every handler is empty, but the authorizer's is the client alone. */
async function checkOutClientOnly(folder: string): Promise<string> {
  const root = join(folder, "client-only");
  await linkModules(root);
  for (const path of Object.values(DEPLOYED_FUNCTIONS)) {
    await write(join(root, "functions", path, "handler.ts"), "export const handler = async () => undefined;\n");
  }
  await write(join(root, "functions/authorizer/handler.ts"), CLIENT_ONLY);
  await cp(join(REPOSITORY, CREDENTIALS), join(root, CREDENTIALS), { recursive: true });
  return root;
}

/** This checkout, but for the stand-in of the SDK's credential-provider chain, which gives way to the chain itself. */
async function checkOutWithChain(folder: string): Promise<string> {
  const root = join(folder, "with-chain");
  await linkModules(root);
  for (const name of ["functions", "contract"]) await cp(join(REPOSITORY, name), join(root, name), { recursive: true });
  const chain = resolve(REPOSITORY, "node_modules/@aws-sdk/credential-provider-node/dist-es/index.js");
  await write(join(root, CREDENTIALS), `export { defaultProvider } from ${JSON.stringify(chain)};\n`);
  return root;
}

const CREDENTIALS = "functions/store/environment-credentials.ts";

async function linkModules(root: string): Promise<void> {
  await mkdir(root, { recursive: true });
  await symlink(join(REPOSITORY, "node_modules"), join(root, "node_modules"));
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const run = promisify(execFile);

function importOf({ directory }: { readonly directory: string }): Batch {
  const url = pathToFileURL(join(directory, "index.mjs")).href;
  const program = `
    const startedAt = process.hrtime.bigint();
    const { handler } = await import(${JSON.stringify(url)});
    console.log(String(process.hrtime.bigint() - startedAt));
    if (typeof handler !== "function") process.exitCode = 1;
  `;
  return async () => {
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], { env: ENVIRONMENT });
    return Number(stdout);
  };
}

const ENVIRONMENT = {
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  DIRECTORY_TABLE: "directory",
  EDGE_SECRET: "bench",
  ISSUER_URL: "https://issuer.example",
  ISSUER_CLIENT_ID: "console",
  ISSUER_JWKS_URI: "https://issuer.example/keys",
  LOG_LEVEL: "INFO",
};
