import { PICTURE_SIZE } from "../lamp.ts";

/** Gradient stop: offset from 0 to 1, color, opacity. */
export type Stop = readonly [offset: number, color: string, opacity?: number];

/** A whole drawing of the picture's size. */
export function drawing(...parts: readonly string[]): string {
  const size = PICTURE_SIZE;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">${parts.join("")}</svg>\n`;
}

/** A gradient along a line, in fractions of the painted shape unless `userSpace`. */
export function linear(id: string, from: Point, to: Point, stops: readonly Stop[]): string {
  const [[x1, y1], [x2, y2]] = [from, to];
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopList(stops)}</linearGradient>`;
}

/** A gradient around the middle of the painted shape. */
export function radial(id: string, stops: readonly Stop[]): string {
  return `<radialGradient id="${id}">${stopList(stops)}</radialGradient>`;
}

export function blur(id: string, deviation: number): string {
  return `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;
}

export type Point = readonly [x: number, y: number];

/** Numbers with at most two decimals, so that the same drawing is the same text everywhere. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function ellipse(center: Point, radius: Point, attributes: string): string {
  return `<ellipse cx="${n(center[0])}" cy="${n(center[1])}" rx="${n(radius[0])}" ry="${n(radius[1])}" ${attributes}/>`;
}

export function path(d: string, attributes: string): string {
  return `<path d="${d}" ${attributes}/>`;
}

function stopList(stops: readonly Stop[]): string {
  return stops
    .map(([offset, color, opacity]) => {
      const visible = opacity === undefined ? "" : ` stop-opacity="${n(opacity)}"`;
      return `<stop offset="${n(offset)}" stop-color="${color}"${visible}/>`;
    })
    .join("");
}
