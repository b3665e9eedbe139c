import { describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { lookOf } from "../../../embed/src/viewer/model-look.ts";
import type { Model, Values } from "../../../functions/domain/configurator/document.ts";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";

const document = createDemoConfigurator();
const look = (model: Omit<Model, "src">, values: Values = {}) =>
  lookOf(document, { src: "/a.glb", ...model }, evaluate(document, values).values);

describe("lookOf", () => {
  it("takes the first variant whose conditions hold, or none", () => {
    const variants = [
      { name: "Stone", when: { base: "marble" } },
      { name: "Round", when: { shade: ["dome", "drum"] } },
      { name: "Never reached" },
    ];
    expect(look({ variants }).variant).toBe("Round");
    expect(look({ variants }, { base: "marble" }).variant).toBe("Stone");
    expect(look({ variants }, { shade: "cone" }).variant).toBe("Never reached");
    expect(look({ variants: variants.slice(0, 1) }).variant).toBeNull();
    expect(look({}).variant).toBeNull();
  });

  it("gives a material the last color whose conditions hold", () => {
    const materials = [
      { name: "Shade", color: "#111111" },
      { name: "Shade", color: "#222222", when: { shadeColor: "ink" } },
      { name: "Metal", color: "#333333", when: { finish: "steel" } },
    ];
    expect(look({ materials }).colors).toEqual(new Map([["Shade", "#111111"]]));
    expect(look({ materials }, { shadeColor: "ink", finish: "steel" }).colors).toEqual(
      new Map([
        ["Shade", "#222222"],
        ["Metal", "#333333"],
      ]),
    );
  });

  it("shows a node while one of its entries holds, and hides it otherwise", () => {
    const nodes = [
      { name: "Ring", when: { shade: "dome", dimmer: true } },
      { name: "Ring", when: { base: "marble" } },
      { name: "Plate", when: { engraving: true } },
    ];
    const shown = (values: Values) => Object.fromEntries(look({ nodes }, values).nodes);
    expect(shown({})).toEqual({ Ring: false, Plate: false });
    expect(shown({ dimmer: true, engraving: "Ada" })).toEqual({ Ring: true, Plate: true });
    expect(shown({ base: "marble", engraving: "  " })).toEqual({ Ring: true, Plate: false });
  });
});
