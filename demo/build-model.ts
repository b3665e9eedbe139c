import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Document, type Material, NodeIO, type Primitive, type Node as SceneNode } from "@gltf-transform/core";
import { KHRMaterialsUnlit, KHRMaterialsVariants } from "@gltf-transform/extensions";
import {
  BASES,
  type Base,
  BRIGHTNESS,
  BRIGHTNESS_LEVELS,
  CORDS,
  FINISHES,
  LIGHTS,
  SHADE_COLORS,
  SHADES,
} from "./lamp.ts";
import type { Geometry } from "./model/geometry.ts";
import {
  bendPlate,
  bendStem,
  blowBulb,
  heightInLight,
  layCord,
  layGround,
  lightAt,
  POOL,
  shadowAt,
  spinInside,
  spinShade,
  TABLE,
  throwLight,
  turnCap,
  turnCollar,
  turnDimmer,
  turnFoot,
} from "./model/parts.ts";
import { paintMaterial } from "./model/textures.ts";

const FILE = join(import.meta.dirname, "shop/models/plover.glb");
const BASE_IDS: readonly Base[] = ["oak", "walnut", "marble"];

/** The lamp as a `.glb`: shades, dimmer, plate and light as nodes, the foot's materials as variants. The same sources give the same bytes. */
export async function createModel(): Promise<Uint8Array> {
  const document = new Document();
  const root = document.getRoot();
  root.getAsset().generator = "demo/build-model.ts";
  const buffer = document.createBuffer();
  const scene = document.createScene("Plover");

  const material = (name: string, color: string, metallic: number, roughness: number): Material =>
    document
      .createMaterial(name)
      .setBaseColorFactor([...linear(color), 1])
      .setMetallicFactor(metallic)
      .setRoughnessFactor(roughness);

  const accessor = (
    type: "VEC2" | "VEC3" | "VEC4" | "SCALAR",
    array: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
  ) => document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  /** Parts of one shape share its data. */
  const shapes = new Map<Geometry, Primitive>();
  const add = (name: string, geometry: Geometry, look: Material, parent?: SceneNode): SceneNode => {
    const shape =
      shapes.get(geometry) ??
      document
        .createPrimitive()
        .setIndices(accessor("SCALAR", geometry.indices))
        .setAttribute("POSITION", accessor("VEC3", geometry.positions))
        .setAttribute("NORMAL", accessor("VEC3", geometry.normals));
    shapes.set(geometry, shape);
    const primitive = shape.clone().setMaterial(look);
    if (look.getBaseColorTexture()) primitive.setAttribute("TEXCOORD_0", accessor("VEC2", geometry.uvs));
    const node = document.createNode(name).setMesh(document.createMesh(name).addPrimitive(primitive));
    if (parent) parent.addChild(node);
    else scene.addChild(node);
    return node;
  };

  const fade = (
    node: SceneNode,
    { positions }: Geometry,
    strength: number,
    alphaAt: (x: number, y: number, z: number) => number,
  ): void => {
    const colors = new Uint8Array((positions.length / 3) * 4).fill(255);
    for (let vertex = 0; vertex < positions.length / 3; vertex += 1) {
      const [x = 0, y = 0, z = 0] = positions.subarray(vertex * 3);
      colors[vertex * 4 + 3] = Math.round(255 * strength * alphaAt(x, y, z));
    }
    const alphas = accessor("VEC4", colors).setNormalized(true);
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) primitive.setAttribute("COLOR_0", alphas);
  };

  const metal = material("Metal", FINISHES.brass, 1, 0.28);
  const enamel = material("Shade", SHADE_COLORS.clay, 0, 0.72);
  const inside = material("Shade inside", LIGHTS.warm, 0, 0.6).setEmissiveFactor([0.42, 0.34, 0.22]);
  const unlit = document.createExtension(KHRMaterialsUnlit).createUnlit();
  const bulb = material("Bulb", LIGHTS.warm, 0, 1).setExtension(KHRMaterialsUnlit.EXTENSION_NAME, unlit);
  const light = material("Light", LIGHTS.warm, 0, 1)
    .setExtension(KHRMaterialsUnlit.EXTENSION_NAME, unlit)
    .setAlphaMode("BLEND")
    .setDoubleSided(true);
  const cord = material("Cord", CORDS.linen, 0, 0.9);

  const foot = add("Foot", turnFoot(), footMaterials(document));
  addVariants(document, foot);
  add("Stem", bendStem(), metal);
  add("Collar", turnCollar(), metal);
  add("Cap", turnCap(), metal);
  add("Dimmer", turnDimmer(), metal);
  add("Plate", bendPlate(), metal);
  add("Cord", layCord(), cord);
  add("Bulb", blowBulb(), bulb);
  for (const shade of SHADES) {
    const node = add(`Shade ${shade}`, spinShade(shade), enamel);
    add(`Inside ${shade}`, spinInside(shade), inside, node);
  }
  const ground = material("Table", "#140d07", 0, 1)
    .setExtension(KHRMaterialsUnlit.EXTENSION_NAME, unlit)
    .setAlphaMode("BLEND");
  const table = layGround(TABLE.center, TABLE.radius, TABLE.height);
  fade(add("Table", table, ground), table, 1, (x, _, z) => shadowAt(x, z));
  const [air, pool] = [throwLight(), layGround(POOL.center, POOL.radius, POOL.height)];
  for (const brightness of BRIGHTNESS_LEVELS) {
    const strength = (brightness - BRIGHTNESS.min) / (BRIGHTNESS.max - BRIGHTNESS.min);
    const node = add(`Light ${brightness}`, air, light);
    fade(node, air, 0.12 + 0.2 * strength, (_, y) => heightInLight(y) ** 1.6);
    fade(add(`Pool ${brightness}`, pool, light, node), pool, 0.3 + 0.5 * strength, (x, _, z) => lightAt(x, z));
  }
  return new NodeIO().registerExtensions([KHRMaterialsUnlit, KHRMaterialsVariants]).writeBinary(document);
}

/** The three materials of the foot; the first is the one that the file starts with. */
function footMaterials(document: Document): Material {
  const [first] = BASE_IDS.map((base) => {
    const image = paintMaterial(base, BASES[base]);
    const texture = document.createTexture(base).setImage(image).setMimeType("image/png");
    return document
      .createMaterial(base)
      .setBaseColorTexture(texture)
      .setMetallicFactor(0)
      .setRoughnessFactor(base === "marble" ? 0.6 : 0.9);
  });
  if (!first) throw new Error("The foot has no material");
  return first;
}

function addVariants(document: Document, foot: SceneNode): void {
  const extension = document.createExtension(KHRMaterialsVariants);
  const mappings = extension.createMappingList();
  for (const material of document.getRoot().listMaterials()) {
    if (!material.getBaseColorTexture()) continue;
    const variant = extension.createVariant(material.getName());
    mappings.addMapping(extension.createMapping().setMaterial(material).addVariant(variant));
  }
  for (const primitive of foot.getMesh()?.listPrimitives() ?? [])
    primitive.setExtension(KHRMaterialsVariants.EXTENSION_NAME, mappings);
}

/** An sRGB color as glTF has it. */
function linear(color: string): [number, number, number] {
  const channel = (start: number) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

if (import.meta.main) {
  await mkdir(dirname(FILE), { recursive: true });
  await writeFile(FILE, await createModel());
}
