import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findFeatureTests, readFeatureTests } from "../../../scripts/generate/feature-tests.ts";
import { FEATURES, type Feature } from "../../support/features.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("features", () => {
  it("that come from today's platforms are each shown by a test of the whole platform", async () => {
    const tests = (await findFeatureTests(root)).filter(({ file }) =>
      /^test\/(platform|browser\/(features|console))\//.test(file),
    );
    const shown = new Set(tests.map(({ row }) => row));
    const rows = Object.entries<Feature>(FEATURES).filter(([, { seed }]) => seed);
    expect(rows.filter(([row]) => !shown.has(Number(row))).map(([row]) => Number(row))).toEqual([]);
  });

  it("that tests name are all in the table", async () => {
    const rows = new Set((await findFeatureTests(root)).map(({ row }) => String(row)));
    expect([...rows].filter((row) => !Object.hasOwn(FEATURES, row))).toEqual([]);
  });

  it("have one line each, without a full stop", () => {
    for (const [row, { promise }] of Object.entries<Feature>(FEATURES)) {
      expect.soft(promise, row).toMatch(/^[a-z][^\n|]*[^.]$/);
    }
  });
});

describe("the tests of a file", () => {
  const read = (source: string) => readFeatureTests("a.test.ts", source).map(({ row, title }) => `${row} ${title}`);

  it("have the row of their group, of its group, or their own", () => {
    const source = `describe(feature(1), () => {
      it("first", () => {});
      describe("inner", () => void it.each([1, 2])("second %i", () => {}));
      it(feature(2), () => {});
    });
    it("of no row", () => {});`;
    expect(read(source)).toEqual(["1 first", "1 second %i", "1 shows it", "2 shows it"]);
  });

  it("may stand in loops, and their titles in templates", () => {
    const source = `describe(\`\${feature(3)} and \${feature(4)}\`, () => {
      for (const kind of kinds) it(\`of \${kind} tokens\`, () => {});
    });
    it(\`\${feature(5)}: by itself\`, () => {});`;
    expect(read(source)).toEqual(["3 of … tokens", "4 of … tokens", "5 by itself"]);
  });

  it("are not what merely looks like one", () => {
    expect(read("const feature = 1; other(feature(1), () => {}); // it(feature(1), () => {})")).toEqual([]);
    expect(read('describe("x", () => { it.each(feature(7))("y", () => {}); });')).toEqual([]);
  });
});
