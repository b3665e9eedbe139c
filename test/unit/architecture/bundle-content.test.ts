import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleFunctions } from "../../../infra/bundle.ts";

/** The AWS SDK's DynamoDB client, and what it brings along itself. */
const SDK = ["@aws-sdk", "@aws/lambda-invoke-store", "@smithy", "bowser", "mnemonist", "obliterator", "tslib"];
const FUNCTIONS = [
  ...SDK,
  "@aws-lambda-powertools/commons",
  "@aws-lambda-powertools/logger",
  "@middy/core",
  "@middy/util",
  "zod",
];

/** Functions that know what a day is in a time zone. */
const TIME_ZONES = ["analytics", "usage", "billing", "billing-run", "counting"];

type BundleFile = Bundles["authorizer"]["files"][string];
type Bundles = Awaited<ReturnType<typeof bundleFunctions>>;

/** What a bundle may contain is a test: packages from an allow-list, and bytes up to a ceiling. */
describe("the Lambda bundles", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-bundles-"));
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await bundleFunctions(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What a cold start reads: the entry and the chunks that it imports statically, not those that it loads when needed. */
  const startOf = (name: keyof Bundles, file = "index.mjs"): readonly BundleFile[] => {
    const output = bundles[name].files[file];
    if (output === undefined) throw new Error(`${name} has no ${file}`);
    const chunks = output.imports.filter(({ kind, external }) => kind === "import-statement" && external !== true);
    return [output, ...chunks.flatMap(({ path }) => startOf(name, basename(path)))];
  };
  const inputsOf = (name: keyof Bundles) => startOf(name).flatMap(({ inputs }) => Object.keys(inputs));
  const bytesOf = (name: keyof Bundles) => startOf(name).reduce((sum, { bytes }) => sum + bytes, 0);
  /** `@scope/name`, or the scope alone for the SDK's many small packages. */
  const packagesIn = (inputs: readonly string[]) =>
    [
      ...new Set(
        inputs.flatMap((input) => {
          const [, scope, name] = /node_modules\/(?:(@[^/]+)\/)?([^/]+)/.exec(input) ?? [];
          if (name === undefined) return [];
          return [
            scope === undefined ? name : scope === "@smithy" || scope === "@aws-sdk" ? scope : `${scope}/${name}`,
          ];
        }),
      ),
    ].sort();

  it("authorizer: the DynamoDB client and nothing else from npm; no zod, no middy, no logger, no public suffix list", () => {
    expect(packagesIn(inputsOf("authorizer")).filter((name) => !SDK.includes(name))).toEqual([]);
    expect(inputsOf("authorizer").filter((input) => /credential-provider|nested-clients/.test(input))).toEqual([]);
    const own = inputsOf("authorizer").filter((input) => !input.includes("node_modules"));
    expect(
      own.filter(
        (input) =>
          !/^(functions\/(authorizer|domain|store)\/|functions\/environment|contract\/operations?[./])/.test(input),
      ),
    ).toEqual([]);
  });

  it("authorizer: the JWT verifier is a chunk of its own, loaded with the first console session", () => {
    const chunks = Object.entries(bundles.authorizer.files).filter(([file]) => file !== "index.mjs");
    const verifier = chunks.filter(([, { inputs }]) =>
      Object.keys(inputs).some((input) => input.includes("aws-jwt-verify")),
    );
    expect(verifier).toHaveLength(1);
    expect(inputsOf("authorizer").filter((input) => input.includes("aws-jwt-verify"))).toEqual([]);
  });

  it("functions: only packages from the list", () => {
    for (const [name, { files }] of Object.entries(bundles)) {
      const inputs = Object.values(files).flatMap((file) => Object.keys(file.inputs));
      const extra = ["tokens", "token-checks"].includes(name)
        ? ["tldts", "tldts-core"]
        : ["authorizer", "invitations"].includes(name)
          ? ["aws-jwt-verify"]
          : TIME_ZONES.includes(name)
            ? ["temporal-polyfill", "temporal-utils"]
            : [];
      expect([name, packagesIn(inputs).filter((found) => ![...FUNCTIONS, ...extra].includes(found))]).toEqual([
        name,
        [],
      ]);
    }
  });

  it.each([
    ["authorizer", 225_000],
    ["embed-load", 370_000],
    ["embed-configurations", 390_000],
    ["embed-events", 370_000],
    ["embed-diagnose", 385_000],
    ["quotes", 400_000],
    ["uploads", 540_000],
    ["preflight", 175_000],
    ["tokens", 555_000],
  ] as const)("%s stays within %d bytes", (name, bytesMax) => {
    expect(bytesOf(name)).toBeLessThanOrEqual(bytesMax);
  });
});
