import { glob, readFile } from "node:fs/promises";
import ts from "typescript";

/** A test, or a group of tests, that says which feature it shows. */
export interface FeatureTest {
  readonly row: number;
  /** From the root of the repository, with `/`. */
  readonly file: string;
  /** As it stands in the source; `%s` and the like are filled in when it runs. */
  readonly title: string;
}

const CALLS = new Set(["describe", "it", "test"]);

/**
 * Every test below `test/` whose title, or whose group's title, is made with `feature(<row>)`, in the order of files and lines. It is read
 * from the source, so that the table of features needs no run of the tests.
 */
export async function findFeatureTests(root: string): Promise<readonly FeatureTest[]> {
  const files: string[] = [];
  for await (const file of glob("test/**/*.test.ts", { cwd: root })) files.push(file.replaceAll("\\", "/"));
  const found = await Promise.all(
    files.sort().map(async (file) => readFeatureTests(file, await readFile(`${root}/${file}`, "utf8"))),
  );
  return found.flat();
}

export function readFeatureTests(file: string, source: string): readonly FeatureTest[] {
  if (!source.includes("feature(")) return [];
  const tests: FeatureTest[] = [];

  function visit(node: ts.Node, rows: readonly number[]): void {
    const call = ts.isCallExpression(node) ? readCall(node) : undefined;
    if (call === undefined) {
      ts.forEachChild(node, (child) => visit(child, rows));
      return;
    }
    const own = [...rows, ...rowsOf(call.title)];
    if (call.name === "describe") for (const argument of call.rest) visit(argument, own);
    else for (const row of new Set(own)) tests.push({ row, file, title: textOf(call.title) });
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true), []);
  return tests;
}

interface TestCall {
  readonly name: string;
  readonly title: ts.Expression;
  readonly rest: readonly ts.Expression[];
}

/** `describe(title, ...)`, `it(title, ...)`, and with a table: `it.each(rows)(title, ...)`. */
function readCall({ expression, arguments: [title, ...rest] }: ts.CallExpression): TestCall | undefined {
  let callee: ts.Expression = expression;
  while (!ts.isIdentifier(callee)) {
    if (!ts.isPropertyAccessExpression(callee) && !ts.isCallExpression(callee)) return undefined;
    callee = callee.expression;
  }
  // `it.each(rows)` alone is the table, not the test.
  if (ts.isPropertyAccessExpression(expression) && expression.name.text === "each") return undefined;
  return CALLS.has(callee.text) && title !== undefined ? { name: callee.text, title, rest } : undefined;
}

/** The rows that a title names: `feature(25)`, alone or in a template. */
function rowsOf(title: ts.Node): readonly number[] {
  if (ts.isCallExpression(title) && ts.isIdentifier(title.expression) && title.expression.text === "feature") {
    const [row] = title.arguments;
    return row !== undefined && ts.isNumericLiteral(row) ? [Number(row.text)] : [];
  }
  const rows: number[] = [];
  ts.forEachChild(title, (child) => void rows.push(...rowsOf(child)));
  return rows;
}

/** The words of a title: without `feature(25)`, which the reader sees above. */
function textOf(title: ts.Expression): string {
  if (ts.isStringLiteralLike(title)) return title.text;
  if (!ts.isTemplateExpression(title)) return "shows it";
  const words = title.templateSpans.map(({ expression, literal }) =>
    rowsOf(expression).length > 0 ? literal.text.replace(/^: /, "") : `…${literal.text}`,
  );
  return `${title.head.text}${words.join("")}`.trim();
}
