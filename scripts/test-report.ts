import { readFileSync } from "node:fs";
import { sep } from "node:path";

/** What is read of the report that `vitest --reporter=json` writes. */
interface Report {
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  /** The path of the test file. */
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

export interface Failure {
  readonly file: string;
  readonly title: string;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Failed among all the others, and passed in the second report. */
  readonly unstable: readonly Failure[];
}

/** More files than this did not fail by chance. */
const FILES_RUN_AGAIN = 3;
/** Where a platform or a browser shares the processor with other tests. What fails in a unit test fails. */
const PROJECTS_RUN_AGAIN = ["platform", "browser"].map((project) => `${sep}test${sep}${project}${sep}`);

export function readReport(path: string): Report {
  const report: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!isReport(report)) throw new Error(`${path} is no report of a test run`);
  return report;
}

/** The files that may be run a second time: none when one of them is a unit test, or when there are too many. */
export function filesToRunAgain(report: Report): readonly string[] {
  const files = [...new Set(listFailures(report).map(({ file }) => file))];
  const isAllowed = files.every((file) => PROJECTS_RUN_AGAIN.some((part) => file.includes(part)));
  return isAllowed && files.length <= FILES_RUN_AGAIN ? files : [];
}

/** A failure counts as passed only when every test of its file passed in the second run. */
export function countTests(first: Report, second?: Report): Counts {
  const failures = listFailures(first);
  const mended = new Set((second?.testResults ?? []).filter(isPassed).map(({ name }) => name));
  const unstable = failures.filter(({ file }) => mended.has(file));
  const passed = first.testResults.flatMap((file) => file.assertionResults).filter((test) => test.status === "passed");
  return { passed: passed.length + unstable.length, failed: failures.length - unstable.length, unstable };
}

function listFailures(report: Report): readonly Failure[] {
  return report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length > 0) return failed.map(({ fullName }) => ({ file: name, title: fullName }));
    return status === "failed" ? [{ file: name, title: "(the file itself)" }] : [];
  });
}

function isPassed({ status, assertionResults }: FileReport): boolean {
  return status === "passed" && assertionResults.some((test) => test.status === "passed");
}

function isReport(value: unknown): value is Report {
  return typeof value === "object" && value !== null && Array.isArray(Reflect.get(value, "testResults"));
}
