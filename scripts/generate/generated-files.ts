import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createOpenApiDocument } from "../../contract/openapi.ts";
import type { GeneratedFile } from "./drift.ts";
import { createErrorPages } from "./error-pages.ts";
import { createFeatureTable } from "./feature-table.ts";
import { findFeatureTests } from "./feature-tests.ts";
import { createRightsTable } from "./rights-table.ts";
import { createRuleExceptions } from "./rule-exceptions.ts";
import { createSdkOperations } from "./sdk-operations.ts";
import { createSdkTypes } from "./sdk-types.ts";
import { createSuffixParents } from "./suffix-parents.ts";
import { synthesizeApp } from "./synthesized-app.ts";
import { createTemplateText } from "./template-text.ts";

/** Folders that hold generated files and nothing else. */
export const GENERATED_FOLDERS = [
  "contract/generated",
  "docs/errors",
  "functions/domain/generated",
  "infra/generated",
  "sdk/src/generated",
] as const;

/** Generated files between pages that people write. */
export const GENERATED_PAGES = ["docs/features.md", "docs/rights.md", "docs/rule-exceptions.md"] as const;

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every file that is made from contract and infrastructure, and the tables of rights and features. The same sources give the same bytes. */
export async function createGeneratedFiles(): Promise<readonly GeneratedFile[]> {
  const document = createOpenApiDocument(await readVersion());
  const { template, exceptions } = synthesizeApp();
  return [
    { path: "contract/generated/openapi.json", content: `${JSON.stringify(document, null, 2)}\n` },
    ...createErrorPages(),
    createFeatureTable(await findFeatureTests(root)),
    createRightsTable(),
    createRuleExceptions(exceptions),
    createSuffixParents(),
    createTemplateText(template),
    { path: "sdk/src/generated/operations.ts", content: createSdkOperations() },
    { path: "sdk/src/generated/types.ts", content: await createSdkTypes(document) },
  ];
}

async function readVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  if (
    typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest &&
    typeof manifest.version === "string"
  ) {
    return manifest.version;
  }
  throw new Error("package.json has no version");
}
