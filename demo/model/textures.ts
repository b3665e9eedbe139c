import { crc32 } from "node:zlib";
import { darken, lighten, mix } from "../drawing/color.ts";
import type { Base } from "../lamp.ts";

const SIZE = 256;
/** Colors of a palette, so that a pixel takes half a byte. */
const LEVELS = 16;

/** A picture of a material, as it is seen from above on the foot. The same numbers give the same bytes on every machine. */
export function paintMaterial(base: Base, color: string): Uint8Array {
  const [from, to] =
    base === "marble" ? [darken(color, 0.42), lighten(color, 0.7)] : [darken(color, 0.58), darken(color, 0.08)];
  const palette = Array.from({ length: LEVELS }, (_, level) => mix(from, to, level / (LEVELS - 1)));
  const shade = base === "marble" ? marbleAt : woodAt;
  return encodePng(palette, (x, y) => {
    // A little noise hides the steps between the levels.
    const value = shade(x / SIZE, y / SIZE) * (LEVELS - 1) + hash(x, y) - 0.5;
    return Math.min(LEVELS - 1, Math.max(0, Math.round(value)));
  });
}

/** Year rings, cut lengthwise, with pores along the grain. */
function woodAt(u: number, v: number): number {
  const bend = 0.05 * noise(u * 2, v * 3) + 0.02 * noise(u * 6, v * 9);
  const ring = (v + bend) * 13 + 1.6 * noise(u * 1.3, v * 4);
  const late = (ring - Math.floor(ring)) ** 3;
  const pores = noise(u * 9, v * 120) > 0.74 ? 0.22 : 0;
  return 0.86 - 0.46 * late - pores - 0.1 * noise(u * 4, v * 60);
}

function marbleAt(u: number, v: number): number {
  const warp = 1.4 * noise(u * 3, v * 3) + 0.6 * noise(u * 8, v * 8);
  const vein = (seed: number, width: number) => {
    const distance = Math.abs(Math.sin((u * 2.1 + v * 3.3 + warp + seed) * Math.PI));
    return Math.max(0, 1 - distance / width);
  };
  const cloud = 0.16 * noise(u * 5, v * 5);
  return 0.98 - cloud - 0.52 * vein(0, 0.1) ** 1.5 - 0.26 * vein(0.37, 0.06);
}

/** Smooth noise from 0 to 1. */
function noise(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const ease = (t: number) => t * t * (3 - 2 * t);
  const [dx, dy] = [ease(x - left), ease(y - top)];
  const blend = (a: number, b: number, t: number) => a + (b - a) * t;
  return blend(
    blend(hash(left, top), hash(left + 1, top), dx),
    blend(hash(left, top + 1), hash(left + 1, top + 1), dx),
    dy,
  );
}

/** A number from 0 to 1 that only depends on the two. */
function hash(x: number, y: number): number {
  let mixed = Math.imul(x, 374_761_393) + Math.imul(y, 668_265_263);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** A PNG of sixteen colors. Its data is stored as it is: what a compressor makes of it differs between machines. */
function encodePng(palette: readonly string[], levelAt: (x: number, y: number) => number): Uint8Array {
  const row = 1 + SIZE / 2;
  const pixels = Buffer.alloc(row * SIZE);
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 2) pixels[y * row + 1 + x / 2] = levelAt(x, y) * 16 + levelAt(x + 1, y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([4, 3, 0, 0, 0], 8);
  const colors = Buffer.from(palette.map((color) => color.slice(1)).join(""), "hex");
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", colors),
    chunk("IDAT", storeAsZlib(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const typed = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}

/** RFC 1950 around one stored block of RFC 1951, which holds up to 65,535 bytes. */
function storeAsZlib(data: Buffer): Buffer {
  const head = Buffer.from([0x78, 0x01, 1, 0, 0, 0, 0]);
  head.writeUInt16LE(data.length, 3);
  head.writeUInt16LE(data.length ^ 0xffff, 5);
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(b * 65_536 + a);
  return Buffer.concat([head, data, checksum]);
}
