import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { drawImages } from "../../../demo/build-images.ts";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { checkDocument } from "../../../functions/domain/configurator/check-document.ts";
import { ATTRIBUTE_TYPES } from "../../../functions/domain/configurator/document.ts";
import { evaluate } from "../../../functions/domain/configurator/evaluate.ts";

const SHOP = join(import.meta.dirname, "../../../demo/shop");
const document = createDemoConfigurator();

describe("the demo product", () => {
  it("can be published", () => {
    expect(configuratorDocument.parse(document)).toEqual(document);
    expect(checkDocument(document)).toEqual([]);
  });

  it("shows what a configurator can do", () => {
    expect(new Set(document.attributes.map(({ type }) => type))).toEqual(new Set(ATTRIBUTE_TYPES));
    expect(document.attributes.length).toBeGreaterThanOrEqual(8);
    expect(document.pricing.currencies).toEqual(["EUR", "USD"]);
    expect(document.locales).toEqual(["en", "de"]);
  });

  it("has a picture for every layer", async () => {
    const files = await readdir(join(SHOP, "images"));
    const missing = document.media.layers.filter(({ src }) => !files.includes(src.replace("/images/", "")));
    expect(missing).toEqual([]);
  });

  it("changes its picture with every attribute that can be seen", () => {
    const layersOf = (values: Readonly<Record<string, string | number | boolean>>) =>
      evaluate(document, values).layers.map(({ src }) => src);
    const changes = {
      shade: "cone",
      shadeColor: "ink",
      finish: "steel",
      base: "marble",
      light: "neutral",
      brightness: 750,
    };
    for (const [id, value] of Object.entries({ ...changes, cord: "moss", dimmer: true, engraving: "Ada" })) {
      expect(layersOf({ [id]: value }), id).not.toEqual(layersOf({}));
    }
  });
});

describe("the shop's pictures", () => {
  it("are what the script draws", async () => {
    const drawn = drawImages();
    const files = await readdir(join(SHOP, "images"));
    expect(files.toSorted()).toEqual([...drawn.keys()].map((name) => `${name}.svg`).toSorted());
    for (const [name, svg] of drawn) expect(await readFile(join(SHOP, `images/${name}.svg`), "utf8")).toBe(svg);
  });
});

describe.each(["index.html", "de/index.html"])("the shop page %s", (path) => {
  it("has one script, of ours, and nothing inline", async () => {
    const html = await readFile(join(SHOP, path), "utf8");
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toMatch(
      /<script src="\{\{scriptUrl\}\}" data-token="\{\{publicToken\}\}" data-configurator="\{\{configuratorId\}\}"[^>]* async><\/script>/,
    );
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });
});
