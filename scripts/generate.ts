import { fileURLToPath } from "node:url";
import { findDrift, writeFiles } from "./generate/drift.ts";
import { createGeneratedFiles, GENERATED_FOLDERS } from "./generate/generated-files.ts";
import { createScalePage } from "./generate/scale-page.ts";

/**
 * `npm run generate` writes every file that is made from the contract, the infrastructure and the simulation; `npm run generate -- --check` writes nothing, names each file that
 * differs, and fails when there is one.
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const unknown = process.argv.slice(2).filter((argument) => argument !== "--check");
if (unknown.length > 0) {
  process.stderr.write(`Unknown argument ${unknown.join(" ")}. Usage: npm run generate [-- --check]\n`);
  process.exit(2);
}

const files = [...(await createGeneratedFiles()), await createScalePage(root)];
const drift = await findDrift(root, GENERATED_FOLDERS, files);
if (process.argv.includes("--check")) {
  for (const { path, kind } of drift) process.stderr.write(`${path}: ${kind}\n`);
  if (drift.length > 0) process.stderr.write("Generated files do not match their sources: run `npm run generate`.\n");
  process.exitCode = drift.length > 0 ? 1 : 0;
} else {
  await writeFiles(root, files, drift);
  for (const { path, kind } of drift) process.stdout.write(`${kind === "stale" ? "removed" : "wrote"} ${path}\n`);
  process.stdout.write(`${files.length} generated files are up to date\n`);
}
