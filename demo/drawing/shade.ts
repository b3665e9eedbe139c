import type { Shade } from "../lamp.ts";
import { darken, lighten } from "./color.ts";
import { blur, drawing, ellipse, linear, type Point, path, radial } from "./svg.ts";

/** Axis of the shade, and the height of its mouth. */
export const SHADE_X = 640;
export const MOUTH_Y = 520;
export const BULB = { center: [SHADE_X, 517] as Point, radius: 33 };

interface Shape {
  readonly outline: string;
  /** Streak of reflected daylight. */
  readonly highlight: string;
  /** Half the width of the mouth. */
  readonly mouth: number;
}

const SHAPES: Readonly<Record<Shade, Shape>> = {
  dome: {
    outline: "M486 520 C486 415 548 352 640 352 C732 352 794 415 794 520 A154 7 0 0 1 486 520 Z",
    highlight: "M520 500 C522 440 550 396 596 376 C560 404 542 448 542 502 Z",
    mouth: 154,
  },
  cone: {
    outline:
      "M606 358 C606 350 674 350 674 358 L794 513 C798 519 796 520 790 521 A150 7 0 0 1 490 521 C484 520 482 519 486 513 Z",
    highlight: "M598 378 L517 505 L546 505 L612 378 Z",
    mouth: 152,
  },
  drum: {
    outline: "M516 359 A124 6 0 0 1 764 359 L764 518 A124 7 0 0 1 516 518 Z",
    highlight: "M538 360 L538 518 L562 519 L562 359 Z",
    mouth: 124,
  },
};

export function drawShade(shade: Shade, color: string): string {
  const { outline, highlight, mouth } = SHAPES[shade];
  return drawing(
    "<defs>",
    linear(
      "side",
      [0, 0],
      [1, 0],
      [
        [0, darken(color, 0.42)],
        [0.14, darken(color, 0.1)],
        [0.26, lighten(color, 0.16)],
        [0.46, color],
        [0.8, darken(color, 0.3)],
        [0.95, darken(color, 0.48)],
        [1, darken(color, 0.36)],
      ],
    ),
    linear(
      "fall",
      [0, 0],
      [0, 1],
      [
        [0, "#fff6e6", 0.16],
        [0.35, "#fff6e6", 0],
        [0.75, "#1a120b", 0.02],
        [1, "#1a120b", 0.26],
      ],
    ),
    linear(
      "warmth",
      [0, 0],
      [0, 1],
      [
        [0.6, "#ffcf8a", 0],
        [1, "#ffcf8a", 0.3],
      ],
    ),
    radial("spot", [
      [0, "#ffffff", 0.5],
      [1, "#ffffff", 0],
    ]),
    blur("soft", 7),
    "</defs>",
    path(outline, 'fill="url(#side)"'),
    path(outline, 'fill="url(#fall)"'),
    path(outline, 'fill="url(#warmth)"'),
    path(highlight, 'fill="#fffaf0" opacity="0.34" filter="url(#soft)"'),
    rim(color, mouth),
    shade === "drum" ? seam(color) : "",
  );
}

/** The rolled edge, lit from within. */
function rim(color: string, mouth: number): string {
  const [left, right] = [SHADE_X - mouth, SHADE_X + mouth];
  return [
    path(
      `M${left} ${MOUTH_Y} A${mouth} 7 0 0 0 ${right} ${MOUTH_Y}`,
      `fill="none" stroke="${darken(color, 0.35)}" stroke-width="5" stroke-linecap="round"`,
    ),
    path(
      `M${left + 6} ${MOUTH_Y + 2.5} A${mouth} 7 0 0 0 ${right - 6} ${MOUTH_Y + 2.5}`,
      `fill="none" stroke="${lighten(color, 0.65)}" stroke-width="1.6" stroke-linecap="round" opacity="0.85"`,
    ),
  ].join("");
}

function seam(color: string): string {
  return [
    ellipse([SHADE_X, 359], [124, 6], `fill="${lighten(color, 0.12)}" opacity="0.55"`),
    path(
      "M516 359 A124 6 0 0 0 764 359",
      `fill="none" stroke="${lighten(color, 0.4)}" stroke-width="1.5" opacity="0.7"`,
    ),
  ].join("");
}
