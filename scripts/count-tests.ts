import { readFileSync } from "node:fs";

/** Prints "<passed> <failed>" of a vitest JSON report: `node scripts/count-tests.ts <report>`. A file that failed to load counts as one failure. */
const [, , path = ""] = process.argv;
const report: unknown = JSON.parse(readFileSync(path, "utf8"));

function count(name: string): number {
  const value: unknown = typeof report === "object" && report !== null ? Reflect.get(report, name) : undefined;
  if (typeof value !== "number") throw new Error(`the report has no ${name}`);
  return value;
}

const failedTests = count("numFailedTests");
console.log(`${count("numPassedTests")} ${failedTests === 0 ? count("numFailedTestSuites") : failedTests}`);
