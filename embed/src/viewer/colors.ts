import type { ModelElement } from "./model-element.ts";

type Material = NonNullable<ModelElement["model"]>["materials"][number];

export interface Colors {
  /** Gives these materials these base colors, and all others the ones that they came with. */
  show(colors: ReadonlyMap<string, string>): Promise<void>;
}

export function createColors(element: ModelElement): Colors {
  /** Base colors that were painted over. */
  const originals = new Map<Material, readonly [number, number, number, number]>();
  let wanted: ReadonlyMap<string, string>;

  const paint = async (material: Material) => {
    if (!wanted.has(material.name) && !originals.has(material)) return;
    // Materials of variants that were never shown are not there yet.
    await material.ensureLoaded();
    const { pbrMetallicRoughness } = material;
    const original = originals.get(material) ?? pbrMetallicRoughness.baseColorFactor;
    originals.set(material, original);
    pbrMetallicRoughness.setBaseColorFactor(wanted.get(material.name) ?? [...original]);
  };

  return {
    async show(colors) {
      wanted = colors;
      await Promise.all(element.model?.materials.map(paint) ?? []);
    },
  };
}
