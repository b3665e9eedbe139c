import type { Shade } from "../lamp.ts";
import { bend, curve, type Geometry, type Point2, type Point3, soften, sweep, turn } from "./geometry.ts";

/** Where the stem stands, and where the shade hangs. */
const STEM: Point2 = [-0.108, 0];
const SHADE: Point2 = [0.108, 0];
const FOOT = { radius: 0.11, height: 0.028 };
const BEND = { height: 0.345, radius: 0.108 };
/** Heights of the mouth of a shade and of its top. */
const MOUTH = 0.226;
const TOP = 0.341;

export function turnFoot(): Geometry {
  const profile: Point2[] = [
    [0.0001, 0],
    [FOOT.radius - 0.004, 0],
    [FOOT.radius, 0.004],
    [FOOT.radius, FOOT.height],
    [0.0001, FOOT.height],
  ];
  return turn(soften(profile, 0.004, 3), STEM, 64);
}

/** From the foot up, over in half a circle, and down to the shade. */
export function bendStem(): Geometry {
  const arc = Array.from({ length: 33 }, (_, step): Point3 => {
    const angle = Math.PI * (1 - step / 32);
    return [BEND.radius * Math.cos(angle), BEND.height + BEND.radius * Math.sin(angle), 0];
  });
  return sweep([[STEM[0], FOOT.height, 0], ...arc, [SHADE[0], TOP, 0]], 0.0056, 14);
}

export function turnCollar(): Geometry {
  const profile: Point2[] = [
    [0.0135, FOOT.height],
    [0.0135, FOOT.height + 0.014],
    [0.0057, FOOT.height + 0.016],
  ];
  return turn(soften(profile, 0.003, 3), STEM, 28);
}

export function turnCap(): Geometry {
  const profile: Point2[] = [
    [0.021, TOP - 0.008],
    [0.021, TOP - 0.002],
    [0.011, TOP + 0.016],
    [0.0057, TOP + 0.0165],
  ];
  return turn(soften(profile, 0.003, 3), SHADE, 28);
}

export function turnDimmer(): Geometry {
  const profile: Point2[] = [
    [0.0145, FOOT.height],
    [0.0145, FOOT.height + 0.011],
    [0.0001, FOOT.height + 0.011],
  ];
  return turn(soften(profile, 0.0022), [STEM[0] + 0.06, STEM[1] + 0.045], 28);
}

/** The plate for the engraving, on the front of the foot. */
export function bendPlate(): Geometry {
  const [front, half] = [Math.PI / 2, 0.3];
  return bend(STEM, FOOT.radius + 0.0012, [0.007, 0.021], [front - half, front + half]);
}

/** From the back of the foot, in a wave over the table. */
export function layCord(): Geometry {
  const path = Array.from({ length: 44 }, (_, step): Point3 => {
    const t = step / 43;
    const lift = 0.011 * (1 - Math.min(1, t * 4)) ** 2;
    return [
      STEM[0] - 0.1 - 0.13 * t + 0.012 * Math.sin(t * 7),
      0.0032 + lift,
      -0.035 - 0.05 * t + 0.05 * Math.sin(t * 5.2) * t,
    ];
  });
  return sweep(path, 0.003, 8);
}

export function blowBulb(): Geometry {
  const [radius, middle] = [0.0235, MOUTH + 0.006];
  const sphere = Array.from({ length: 19 }, (_, step): Point2 => {
    const angle = -Math.PI / 2 + (step / 18) * Math.PI * 0.86;
    return [Math.max(0.0001, radius * Math.cos(angle)), middle + radius * Math.sin(angle)];
  });
  return turn([...sphere, [0.0098, middle + 0.05]], SHADE, 24);
}

/** Outer sides of the shades, from the mouth to the top. */
const OUTLINES: Readonly<Record<Shade, readonly Point2[]>> = {
  dome: [...curve([0.108, MOUTH], [0.106, TOP - 0.012], [0.03, TOP - 0.001], 15), [0.018, TOP]],
  cone: [[0.106, MOUTH], ...curve([0.04, TOP - 0.026], [0.026, TOP], [0.018, TOP], 8)],
  drum: [[0.087, MOUTH], ...curve([0.087, TOP - 0.006], [0.087, TOP], [0.081, TOP], 6), [0.018, TOP]],
};
const STEEL = 0.0014;

/** What is seen from outside, with the rolled edge. */
export function spinShade(shade: Shade): Geometry {
  const outline = OUTLINES[shade];
  const [mouth] = outline[0] ?? [0];
  const edge = Array.from({ length: 5 }, (_, step): Point2 => {
    const angle = Math.PI + (step / 4) * Math.PI;
    return [mouth + STEEL * Math.cos(angle) * 1.3, MOUTH + STEEL * Math.sin(angle) * 1.3];
  });
  return turn([...edge, ...outline], SHADE, 56);
}

/** What the bulb shines on. */
export function spinInside(shade: Shade): Geometry {
  const inner = OUTLINES[shade].map(([radius, height]): Point2 => [Math.max(0.001, radius - STEEL), height - STEEL]);
  return turn(inner.toReversed(), SHADE, 40);
}

/** The light in the air below the shade: a cone that widens downward. */
export function throwLight(): Geometry {
  const rows = 6;
  const profile = Array.from({ length: rows }, (_, row): Point2 => {
    const t = 1 - row / (rows - 1);
    return [0.078 + 0.05 * t, MOUTH - 0.001 - 0.15 * t];
  });
  return turn(profile, SHADE, 40);
}

/** How high a point of the light is: from 0 where it ends to 1 at the mouth of the shade. */
export function heightInLight(y: number): number {
  return Math.min(1, Math.max(0, (y - MOUTH + 0.151) / 0.15));
}

/** A round piece of the table: where the lamp's shadow is, or its light. */
export function layGround(center: Point2, radius: number, height: number): Geometry {
  const rows = 12;
  const profile = Array.from(
    { length: rows },
    (_, row): Point2 => [Math.max(0.0001, radius * (1 - row / (rows - 1))), height],
  );
  return turn(profile, center, 40);
}

/** The table below the whole lamp. */
export const TABLE = { center: [-0.06, 0] as Point2, radius: 0.34, height: -0.0004 };
/** What the shade lights. */
export const POOL = { center: SHADE, radius: 0.2, height: 0.0004 };

/** How dark the table is, from 0 to 1: below the foot, and softly around it. */
export function shadowAt(x: number, z: number): number {
  const foot = Math.hypot(x - STEM[0], z - STEM[1]) / FOOT.radius;
  const shade = Math.hypot(x - SHADE[0], z - SHADE[1]) / 0.13;
  const edge = Math.max(0, 1 - Math.hypot(x - TABLE.center[0], z - TABLE.center[1]) / TABLE.radius);
  const below = (distance: number, width: number) => Math.exp(-((Math.max(0, distance - 0.8) / width) ** 2));
  return Math.min(1, 0.62 * below(foot, 0.42) + 0.12 * below(shade, 0.7)) * Math.min(1, edge * 5);
}

/** How bright the pool of light is, from 0 at its edge to 1 in its middle. */
export function lightAt(x: number, z: number): number {
  const distance = Math.hypot(x - POOL.center[0], z - POOL.center[1]) / POOL.radius;
  return Math.max(0, 1 - distance ** 2) ** 1.6;
}
