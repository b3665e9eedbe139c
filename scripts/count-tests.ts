import { relative } from "node:path";
import { countTests, filesToRunAgain, readReport } from "./test-report.ts";

/**
 * Reads reports of `vitest --reporter=json`.
 *
 * `node scripts/count-tests.ts <report> [<second report>]` prints "<passed> <failed>", and on stderr what passed only the second time.
 * `node scripts/count-tests.ts --again <report>` prints the files that may be run a second time, one a line.
 */
const [, , first = "", second] = process.argv;

if (first === "--again") {
  for (const file of filesToRunAgain(readReport(second ?? ""))) console.log(relative(process.cwd(), file));
} else {
  const { passed, failed, unstable } = countTests(
    readReport(first),
    second === undefined ? undefined : readReport(second),
  );
  for (const { file, title } of unstable) {
    console.error(`UNSTABLE, passed only when run again alone: ${relative(process.cwd(), file)} > ${title}`);
  }
  console.log(`${passed} ${failed}`);
}
