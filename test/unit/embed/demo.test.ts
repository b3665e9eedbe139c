import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { NodeIO } from "@gltf-transform/core";
import { describe, expect, it } from "vitest";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import { drawImages } from "../../../demo/build-images.ts";
import { createModel } from "../../../demo/build-model.ts";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { checkDocument } from "../../../functions/domain/configurator/check-document.ts";
import { ATTRIBUTE_TYPES, type Values } from "../../../functions/domain/configurator/document.ts";
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
    expect(document.locales).toEqual(["en", "de", "ar"]);
  });

  it("has a picture for every layer", async () => {
    const files = await readdir(join(SHOP, "images"));
    const missing = document.media.layers.filter(({ src }) => !files.includes(src.replace("/images/", "")));
    expect(missing).toEqual([]);
  });

  it("changes its picture with every attribute that can be seen", () => {
    const layersOf = (values: Values) => evaluate(document, values).layers.map(({ src }) => src);
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

describe("the shop's 3D model", () => {
  it("is what the script makes, the same bytes again and again, and not too large", async () => {
    const model = Buffer.from(await createModel());
    expect(model.equals(await readFile(join(SHOP, "models/plover.glb")))).toBe(true);
    expect(model.equals(Buffer.from(await createModel()))).toBe(true);
    expect(model.length).toBeLessThan(450_000);
  });

  it("has every variant, material and node that the product names", async () => {
    const { json } = await new NodeIO().binaryToJSON(await createModel());
    const variants = JSON.stringify(json.extensions?.KHR_materials_variants);
    const names = {
      materials: json.materials?.map(({ name }) => name),
      nodes: json.nodes?.map(({ name }) => name),
    };
    const { variants: named = [], materials = [], nodes = [] } = document.media.model ?? {};
    expect(named.filter(({ name }) => !variants.includes(`"${name}"`))).toEqual([]);
    expect(materials.filter(({ name }) => !names.materials?.includes(name))).toEqual([]);
    expect(nodes.filter(({ name }) => !names.nodes?.includes(name))).toEqual([]);
    expect([named.length, nodes.length]).toEqual([3, 10]);
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

describe.each(["index.html", "de/index.html", "ar/index.html"])("the shop page %s", (path) => {
  it("has one script of ours, one of its own, and nothing inline", async () => {
    const html = await readFile(join(SHOP, path), "utf8");
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).toContain('<script src="/cart.js" async></script>');
    expect(html).toMatch(
      /<script src="\{\{scriptUrl\}\}" data-token="\{\{publicToken\}\}" data-configurator="\{\{configuratorId\}\}"[^>]* async><\/script>/,
    );
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  });
});
