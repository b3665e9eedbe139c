import { describe, expect, it } from "vitest";
import { resolveLocale } from "../../../functions/domain/configurator/locale.ts";

describe("resolveLocale", () => {
  it.each([
    { preferred: ["de"], found: "de" },
    { preferred: ["DE"], found: "de" },
    { preferred: ["de-AT"], found: "de" },
    { preferred: ["pt"], found: "pt-BR" },
    { preferred: ["pt-PT"], found: "pt-BR" },
    { preferred: ["fr", "de"], found: "de" },
    { preferred: ["fr"], found: "en" },
    { preferred: [], found: "en" },
    { preferred: ["", "no such tag"], found: "en" },
  ])("gives $found for $preferred", ({ preferred, found }) => {
    expect(resolveLocale(["en", "de", "pt-BR"], preferred)).toBe(found);
  });

  it("prefers the exact tag over an earlier one of the same language", () => {
    expect(resolveLocale(["pt-BR", "pt-PT"], ["pt-PT"])).toBe("pt-PT");
  });
});
