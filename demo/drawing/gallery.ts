import { n, type Point } from "./svg.ts";

/** Part of the picture that a detail shows. */
export interface Crop {
  readonly origin: Point;
  readonly size: Point;
}

/** Several layers as one drawing, cut out. Every layer's ids get a prefix of their own, because they would clash. */
export function composeDetail(layers: readonly string[], { origin, size }: Crop): string {
  const [width, height] = size.map((side) => n(side * 2));
  const viewBox = [...origin, ...size].map(n).join(" ");
  const body = layers.map((layer, index) => withPrefix(layer.trim(), `l${index}`)).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}">${body}</svg>\n`;
}

function withPrefix(svg: string, prefix: string): string {
  return svg.replace(/ id="([^"]+)"/g, ` id="${prefix}-$1"`).replace(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`);
}

/** The lamp as a line drawing with its measures, in the ink of a light or a dark page. */
export function drawMeasures(): string {
  const style = "<style>:root{color:#22201c}@media(prefers-color-scheme:dark){:root{color:#ece7de}}</style>";
  const lines = (d: string, width: number, extra = "") =>
    `<path d="${d}" fill="none" stroke="currentColor" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`;
  const label = (x: number, y: number, text: string, extra = "") =>
    `<text x="${x}" y="${y}" fill="currentColor" font-family="system-ui, sans-serif" font-size="17" text-anchor="middle" ${extra}>${text}</text>`;
  const lamp =
    "M150 430 V215 A90 90 0 0 1 330 215 V226 M158 430 V215 A82 82 0 0 1 322 215 V226 M308 226 H344 L350 238 H302 Z M230 322 C230 262 270 238 326 238 C382 238 422 262 422 322 Z M60 436 H248 A4 4 0 0 1 252 440 V456 A4 4 0 0 1 248 460 H60 A4 4 0 0 1 56 456 V440 A4 4 0 0 1 60 436 Z M141 436 V422 H167 V436 M308 323 A18 15 0 0 0 344 323";
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="1040" viewBox="0 0 480 520">',
    style,
    lines(lamp, 1.8),
    lines(
      "M20 125 V460 M13 125 H27 M13 460 H27 M56 484 H252 M56 477 V491 M252 477 V491 M230 350 H422 M230 343 V357 M422 343 V357",
      1,
      'opacity="0.6"',
    ),
    label(20, 110, "46 cm", 'transform="translate(8 0)"'),
    label(154, 510, "⌀ 22 cm"),
    label(326, 380, "⌀ 21 cm"),
    "</svg>\n",
  ].join("");
}

/** The shop's mark, a lamp in a circle. */
export function drawMark(): string {
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">',
    '<circle cx="32" cy="32" r="32" fill="#2c4a43"/>',
    '<path d="M21 47 V27 A10 10 0 0 1 41 27" fill="none" stroke="#f3e6cf" stroke-width="3.4" stroke-linecap="round"/>',
    '<path d="M30 38 C30 31 35 27.500 41 27.500 C47 27.500 52 31 52 38 Z" fill="#e6b878"/>',
    '<path d="M13 47.500 H30" stroke="#f3e6cf" stroke-width="4" stroke-linecap="round"/>',
    "</svg>\n",
  ].join("");
}
