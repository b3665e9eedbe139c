import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawCord } from "./drawing/cord.ts";
import { drawDimmer, drawFoot, drawPlate } from "./drawing/foot.ts";
import { type Crop, composeDetail, drawMark, drawMeasures } from "./drawing/gallery.ts";
import { drawBeam, drawHalo } from "./drawing/light.ts";
import { drawNotebook } from "./drawing/notebook.ts";
import { drawScene } from "./drawing/scene.ts";
import { drawShade } from "./drawing/shade.ts";
import { drawStem } from "./drawing/stem.ts";
import { BASES, type Base, BRIGHTNESS_LEVELS, CORDS, FINISHES, LIGHTS, SHADE_COLORS, SHADES } from "./lamp.ts";

const FOLDER = join(import.meta.dirname, "shop/images");
const BASE_IDS: readonly Base[] = ["oak", "walnut", "marble"];

/** Every picture of the shop by its file name without `.svg`. The same sources give the same bytes. */
export function drawImages(): ReadonlyMap<string, string> {
  const images = new Map([
    ["scene", drawScene()],
    ["notebook", drawNotebook()],
    ["measures", drawMeasures()],
    ["mark", drawMark()],
  ]);
  for (const [light, color] of Object.entries(LIGHTS)) {
    for (const brightness of BRIGHTNESS_LEVELS) {
      images.set(`halo-${light}-${brightness}`, drawHalo(color, brightness));
      images.set(`beam-${light}-${brightness}`, drawBeam(color, brightness));
    }
  }
  for (const [cord, color] of Object.entries(CORDS)) images.set(`cord-${cord}`, drawCord(color));
  for (const base of BASE_IDS) images.set(`base-${base}`, drawFoot(base, BASES[base]));
  for (const [finish, color] of Object.entries(FINISHES)) {
    images.set(`stem-${finish}`, drawStem(color));
    images.set(`dimmer-${finish}`, drawDimmer(color));
    images.set(`plate-${finish}`, drawPlate(color));
  }
  for (const shade of SHADES) {
    for (const [name, color] of Object.entries(SHADE_COLORS)) {
      images.set(`shade-${shade}-${name}`, drawShade(shade, color));
    }
  }
  const detail = (names: readonly string[], crop: Crop) =>
    composeDetail(
      names.map((name) => images.get(name) ?? ""),
      crop,
    );
  images.set("detail-shade", detail(SHADE_DETAIL, { origin: [430, 290], size: [440, 330] }));
  images.set("detail-foot", detail(FOOT_DETAIL, { origin: [150, 640], size: [420, 315] }));
  return images;
}

const SHADE_DETAIL = ["scene", "halo-soft-650", "stem-brass", "beam-soft-650", "shade-cone-sage"];
const FOOT_DETAIL = [
  "scene",
  "halo-warm-650",
  "notebook",
  "cord-rust",
  "base-walnut",
  "stem-brass",
  "dimmer-brass",
  "plate-brass",
  "beam-warm-650",
];

if (import.meta.main) {
  await mkdir(FOLDER, { recursive: true });
  const images = drawImages();
  const stale = (await readdir(FOLDER)).filter((file) => file.endsWith(".svg"));
  await Promise.all(stale.map((file) => rm(join(FOLDER, file))));
  await Promise.all([...images].map(([name, svg]) => writeFile(join(FOLDER, `${name}.svg`), svg)));
}
