import { blur, drawing, ellipse, linear, path, radial } from "./svg.ts";

/** Where the wall meets the desk. */
export const DESK_EDGE = 700;

/** The room: a plastered wall, a wooden desk, and a cup of pencils. */
export function drawScene(): string {
  return drawing(
    "<defs>",
    linear(
      "wall",
      [0, 0],
      [0.35, 1],
      [
        [0, "#a39a88"],
        [0.55, "#8f8674"],
        [1, "#766d5d"],
      ],
    ),
    linear(
      "desk",
      [0, 0],
      [0, 1],
      [
        [0, "#80593b"],
        [0.25, "#916745"],
        [1, "#6d4a30"],
      ],
    ),
    radial("vignette", [
      [0.3, "#1c1610", 0],
      [0.5, "#1c1610", 0.02],
      [0.7, "#1c1610", 0.09],
      [0.85, "#1c1610", 0.19],
      [1, "#1c1610", 0.32],
    ]),
    linear(
      "cup",
      [0, 0],
      [1, 0],
      [
        [0, "#33393a"],
        [0.3, "#565f5f"],
        [1, "#23282a"],
      ],
    ),
    blur("soft", 9),
    "</defs>",
    `<rect width="1000" height="${DESK_EDGE}" fill="url(#wall)"/>`,
    `<rect y="${DESK_EDGE}" width="1000" height="${1000 - DESK_EDGE}" fill="url(#desk)"/>`,
    woodGrain(),
    path(`M0 ${DESK_EDGE} H1000 V${DESK_EDGE + 5} H0 Z`, 'fill="#b08a63" opacity="0.35"'),
    path(`M0 ${DESK_EDGE - 14} H1000 V${DESK_EDGE} H0 Z`, 'fill="#1c1610" opacity="0.28" filter="url(#soft)"'),
    pencilCup(),
    ellipse([500, 500], [760, 760], 'fill="url(#vignette)"'),
  );
}

function woodGrain(): string {
  const lines = Array.from({ length: 15 }, (_, index) => {
    const y = DESK_EDGE + 12 + index * index * 1.3 + index * 3;
    const bend = ((index * 37) % 11) - 5;
    return path(
      `M0 ${y} C300 ${y + bend} 620 ${y - bend} 1000 ${y + bend / 2}`,
      `stroke-width="${1 + (index % 3) * 0.7}"`,
    );
  });
  return `<g fill="none" stroke="#3d2819" opacity="0.24">${lines.join("")}</g>`;
}

function pencilCup(): string {
  const pencil = (x: number, top: number, lean: number, color: string) =>
    path(`M${x} 690 L${x + lean} ${top} l9 0 L${x + 11} 690 Z`, `fill="${color}"`) +
    path(`M${x + lean} ${top} l4 -17 l5 17 Z`, 'fill="#d8bd93"') +
    path(`M${x + lean + 2.8} ${top - 12} l1.3 -5 l1.6 5 Z`, 'fill="#2b2420"');
  return [
    ellipse([137, 782], [78, 15], 'fill="#1c1610" opacity="0.5" filter="url(#soft)"'),
    pencil(112, 585, -14, "#b4572f"),
    pencil(131, 560, 3, "#3f5548"),
    pencil(148, 602, 17, "#c79a3d"),
    path("M89 668 C89 660 185 660 185 668 L180 776 C178 787 96 787 94 776 Z", 'fill="url(#cup)"'),
    ellipse([137, 668], [48, 7], 'fill="#1b1f20"'),
    path("M89 668 A48 7 0 0 0 185 668", 'fill="none" stroke="#778080" stroke-width="1.5" opacity="0.7"'),
  ].join("");
}
