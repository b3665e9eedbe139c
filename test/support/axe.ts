import program from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds wrong with the page as it is now, in all of its frames, a line each. (`@axe-core/playwright` takes four times as long: it
 * opens a page of its own for each analysis.)
 *
 * @param rules ids; default: all that axe has on by default
 */
export async function analyze(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await Promise.all(
    page.frames().map(async (frame) => {
      if (await frame.evaluate(() => "axe" in globalThis)) return;
      await frame.evaluate(program.source);
      // Frames that have no origin answer, too.
      await frame.evaluate(() => globalThis.axe.configure({ allowedOrigins: ["<unsafe_all_origins>"] }));
    }),
  );
  const violations = await page.evaluate(async (values) => {
    const found = await globalThis.axe.run(document, {
      ...(values !== undefined && { runOnly: { type: "rule" as const, values: [...values] } }),
      resultTypes: ["violations"],
    });
    return found.violations;
  }, rules);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

declare global {
  var axe: typeof import("axe-core");
}
