import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SCENARIO } from "../../simulation/scenario.ts";
import { createGiven } from "../../simulation/simulate.ts";
import { createTables } from "../../simulation/tables.ts";
import type { GeneratedFile } from "./drift.ts";

const PATH = "docs/scale.md";

/** `docs/scale.md`: what people wrote, with the tables as the simulation gives them. */
export async function createScalePage(root: string): Promise<GeneratedFile> {
  const page = await readFile(join(root, PATH), "utf8");
  return { path: PATH, content: fillTables(page, createTables(await createGiven(SCENARIO))) };
}

/**
 * Puts each table between its two marks.
 * @throws Error when a page names a table that there is not, or leaves one out
 */
export function fillTables(page: string, tables: Readonly<Record<string, string>>): string {
  const left = new Set(Object.keys(tables));
  const filled = page.replaceAll(
    /(<!-- table: ([a-z-]+) -->\n)[\s\S]*?(<!-- end of table -->)/g,
    (_, start: string, name: string, end: string) => {
      const table = tables[name];
      if (table === undefined) throw new Error(`${PATH} wants a table ${name}, and there is none`);
      left.delete(name);
      return `${start}\n${table}\n\n${end}`;
    },
  );
  if (left.size > 0) throw new Error(`${PATH} has no place for the table ${[...left].join(", ")}`);
  return filled;
}
