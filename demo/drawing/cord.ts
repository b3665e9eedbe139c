import { darken, lighten } from "./color.ts";
import { blur, drawing, path } from "./svg.ts";

const LINE = "M215 842 C170 862 126 846 96 872 S60 930 -20 938";

/** The textile cord, from the back of the foot over the edge of the picture. */
export function drawCord(color: string): string {
  const stroke = (stroked: string, width: number, extra = "") =>
    path(LINE, `fill="none" stroke="${stroked}" stroke-width="${width}" ${extra}`);
  return drawing(
    "<defs>",
    blur("soft", 4),
    "</defs>",
    stroke("#140d07", 10, 'opacity="0.5" filter="url(#soft)" transform="translate(-2 6)"'),
    stroke(darken(color, 0.45), 8.5),
    stroke(color, 6, 'transform="translate(0 -0.8)"'),
    stroke(lighten(color, 0.4), 5, 'stroke-dasharray="2.2 4.2" opacity="0.55" transform="translate(0 -1)"'),
  );
}
