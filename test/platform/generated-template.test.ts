import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { createTemplateText } from "../../scripts/generate/template-text.ts";

it("the template that is reviewed is the one with the real code in it", () => {
  const template: unknown = JSON.parse(
    readFileSync(join(inject("assemblyDirectory"), "Latchkey.template.json"), "utf8"),
  );
  const { path, content } = createTemplateText(template);
  expect(content).toBe(readFileSync(join(import.meta.dirname, "../..", path), "utf8"));
});
