import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { bundleFunctions, type FunctionBundle } from "../../../infra/bundle.ts";
import { DEPLOYED_FUNCTION_NAMES, type PerFunction } from "../../../infra/deployed-functions.ts";
import { createCheckout, createFolder, removeFolder } from "./fixture.ts";

const folders: string[] = [];
afterAll(() => folders.forEach(removeFolder));

it("gives each function a folder of its own with a handler that Lambda finds", async () => {
  const bundles = await bundle(createCheckout());
  for (const name of DEPLOYED_FUNCTION_NAMES) {
    expect(readdirSync(bundles[name].directory)).toEqual(["index.mjs"]);
    expect(Object.keys(bundles[name].files)).toEqual(["index.mjs"]);
    const { handler } = await import(pathToFileURL(join(bundles[name].directory, "index.mjs")).href);
    expect(await handler()).toBe(name);
  }
});

it("keeps what the authorizer loads lazily out of its first file", async () => {
  const { authorizer } = await bundle(
    createCheckout({
      "functions/authorizer/handler.ts": `export const handler = async () => (await import("./session.ts")).verify();`,
      "functions/authorizer/session.ts": `export const verify = () => "only for console sessions";`,
    }),
  );
  const files = readdirSync(authorizer.directory).sort();
  expect(files).toEqual(["index.mjs", expect.stringMatching(/^session-\w+\.mjs$/)]);
  expect(Object.keys(authorizer.files).sort()).toEqual(files);
  expect(readFileSync(join(authorizer.directory, "index.mjs"), "utf8")).not.toContain("only for console sessions");
  const { handler } = await import(pathToFileURL(join(authorizer.directory, "index.mjs")).href);
  expect(await handler()).toBe("only for console sessions");
});

it("makes the same bytes from the same sources in two checkouts", async () => {
  const sources = {
    "functions/authorizer/handler.ts": `export const handler = async () => (await import("./session.ts")).verify();`,
    "functions/authorizer/session.ts": `import { one } from "../one.ts"; export const verify = () => one + import.meta.url;`,
    "functions/meta/handler.ts": `import { one } from "../one.ts"; export const handler = async () => one;`,
    "functions/one.ts": `export const one = 1;`,
  };
  const [first, second] = [await bundle(createCheckout(sources)), await bundle(createCheckout(sources))];
  expect(contentOf(first)).toEqual(contentOf(second));
});

it("puts the reader of the environment in the place of the SDK's chain of credentials", async () => {
  const { meta } = await bundle(
    createCheckout({
      "functions/meta/handler.ts": `import { defaultProvider } from "@aws-sdk/credential-provider-node";
        export const handler = async () => defaultProvider()();`,
      "functions/store/environment-credentials.ts": readFileSync(
        join(import.meta.dirname, "../../../functions/store/environment-credentials.ts"),
        "utf8",
      ),
    }),
  );
  const { inputs, imports } = Object(meta.files["index.mjs"]);
  expect(Object.keys(inputs)).toEqual(["functions/store/environment-credentials.ts", "functions/meta/handler.ts"]);
  expect(imports).toEqual([]);
});

it("stops at a handler that does not exist, and names it", async () => {
  const root = createCheckout();
  removeFolder(join(root, "functions/embed/load"));
  await expect(bundle(root)).rejects.toThrow(/no handler for embed-load \(.*functions\/embed\/load\/handler\.ts\)$/);
});

async function bundle(root: string): Promise<PerFunction<FunctionBundle>> {
  const outDir = createFolder({});
  folders.push(root, outDir);
  return bundleFunctions(outDir, { root });
}

function contentOf(bundles: PerFunction<FunctionBundle>): [string, string][] {
  return Object.values(bundles).flatMap(({ directory }) =>
    readdirSync(directory).map((file): [string, string] => [file, readFileSync(join(directory, file), "utf8")]),
  );
}
