import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { BASELINE_VERSION, DATA_VERSION } from "../../functions/migrations/data-version.ts";
import { readDataState } from "../../functions/store/data-state.ts";
import { DATA_STATE_KEY, migrationKey, WORKSPACES } from "../../functions/store/keys.ts";
import { getItem, queryPage, remove } from "../../functions/store/table.ts";
import { transact } from "../../functions/store/transact.ts";
import { openTables } from "../support/stored-tables.ts";
import { startTestPlatform, type TestPlatform } from "../support/test-platform.ts";

/** A release with one migration more, made of the synthesized one: of three pages, which write nothing of their own. */
const NEXT_VERSION = DATA_VERSION + 1;
const NEXT_RELEASE = `export const RELEASE = {
  dataVersion: ${NEXT_VERSION},
  oldestDataVersion: ${DATA_VERSION},
  migrations: [{
    version: ${NEXT_VERSION},
    id: "made-up",
    description: "Reads three pages",
    phase: { kind: "expand" },
    readPage: async (_, place) => ({ writes: [], next: { first: "b", b: "c" }[place ?? "first"] }),
  }],
};`;

let assemblyDirectory: string;
let dataDirectory: string;
let running: TestPlatform | undefined;

beforeAll(async () => {
  assemblyDirectory = mkdtempSync(join(tmpdir(), "latchkey-next-"));
  dataDirectory = mkdtempSync(join(tmpdir(), "latchkey-upgrade-"));
  cpSync(inject("assemblyDirectory"), assemblyDirectory, { recursive: true });
  await replaceRelease(assemblyDirectory);
});
afterAll(async () => {
  await running?.platform.stop();
  for (const folder of [assemblyDirectory, dataDirectory]) rmSync(folder, { recursive: true, force: true });
});

/** Puts another bundle in the place of the function's, and its data version into the template. */
async function replaceRelease(directory: string): Promise<void> {
  const templateFile = join(directory, "Latchkey.template.json");
  const template = JSON.parse(readFileSync(templateFile, "utf8"));
  const { files } = JSON.parse(readFileSync(join(directory, "Latchkey.assets.json"), "utf8"));
  for (const [id, { Type, Properties }] of Object.entries<Resource>(template.Resources)) {
    if (Type === "Custom::LatchkeyDataVersion") Properties.dataVersion = String(NEXT_VERSION);
    if (Type !== "AWS::Lambda::Function" || !id.startsWith("LatchkeyFunctionsMigrations")) continue;
    const hash = String(Properties.Code?.S3Key).replace(/\.zip$/, "");
    await build({
      entryPoints: ["functions/migrations/handler.ts"],
      outfile: join(directory, files[hash].source.path, "index.mjs"),
      allowOverwrite: true,
      bundle: true,
      format: "esm",
      platform: "node",
      mainFields: ["module", "main"],
      alias: { "@aws-sdk/credential-provider-node": "./functions/store/environment-credentials.ts" },
      plugins: [
        {
          name: "next-release",
          setup: ({ onLoad }) => onLoad({ filter: /migrations\/release\.ts$/ }, () => ({ contents: NEXT_RELEASE })),
        },
      ],
      logLevel: "error",
    });
  }
  writeFileSync(templateFile, JSON.stringify(template));
}

interface Resource {
  readonly Type: string;
  readonly Properties: { dataVersion?: string; readonly Code?: { readonly S3Key: string } };
}

async function start(options: { readonly assemblyDirectory?: string } = {}): Promise<TestPlatform> {
  await running?.platform.stop();
  running = undefined;
  running = await startTestPlatform({ ...options, dataDirectory });
  return running;
}

it("local data goes through the versions of its stack like that in AWS", { timeout: 120_000 }, async () => {
  const first = await start();
  const tables = openTables(first);
  expect(await readDataState(tables.directory)).toMatchObject({ version: DATA_VERSION, deployedVersion: DATA_VERSION });
  const { items } = await queryPage(tables.directory, { partition: WORKSPACES, limit: 10 });
  expect(items).toContainEqual({ pk: WORKSPACES, sk: first.platform.workspaceId });
  // As data was before there were versions.
  await transact(tables.directory.client, [remove(tables.directory, DATA_STATE_KEY)]);
  tables.close();
  forgetDeployment(join(dataDirectory, "bootstrap.json"));

  const old = openTables(await start());
  expect(await readDataState(old.directory)).toMatchObject({
    version: BASELINE_VERSION,
    deployedVersion: BASELINE_VERSION,
  });
  old.close();

  const next = openTables(await start({ assemblyDirectory }));
  expect(await readDataState(next.directory)).toMatchObject({ version: NEXT_VERSION, deployedVersion: NEXT_VERSION });
  expect(await getItem(next.directory, migrationKey(NEXT_VERSION))).toMatchObject({ id: "made-up", pages: 3 });
  expect(running?.platform.store.refusals()).toEqual([]);
  next.close();

  await expect(start()).rejects.toThrow(
    `FAILED: The data is in use by a release with data version ${NEXT_VERSION}, and this one knows versions up to ${DATA_VERSION}`,
  );
  const again = await start({ assemblyDirectory });
  expect((await again.request("/v1/whoami", { token: first.demo.ownerToken })).status).toBe(200);
});

/** What an earlier stack has not had. */
function forgetDeployment(file: string): void {
  const state: Record<string, unknown> = JSON.parse(readFileSync(file, "utf8"));
  const kept = Object.entries(state).filter(([logicalId]) => !logicalId.includes("DataVersion"));
  expect(kept).toHaveLength(1);
  writeFileSync(file, JSON.stringify(Object.fromEntries(kept)));
}
