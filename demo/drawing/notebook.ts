import { blur, drawing, linear, path } from "./svg.ts";

/** A notebook and a pencil in the light of the lamp. */
export function drawNotebook(): string {
  return drawing(
    "<defs>",
    linear(
      "cover",
      [0, 0],
      [1, 1],
      [
        [0, "#5b7d76"],
        [1, "#46645f"],
      ],
    ),
    linear(
      "label",
      [0, 0],
      [1, 1],
      [
        [0, "#fbf3e2"],
        [1, "#e6dac2"],
      ],
    ),
    blur("soft", 7),
    "</defs>",
    path(
      "M566 890 L815 872 L894 940 L612 964 Z",
      'fill="#1c1610" opacity="0.6" filter="url(#soft)" transform="translate(0 9)"',
    ),
    path("M566 884 L612 958 L612 969 L566 894 Z", 'fill="#34504b"'),
    path("M612 958 L894 934 L894 945 L612 969 Z", 'fill="#efe4cd"'),
    path("M612 963.500 L894 939.500", 'stroke="#b3a688" stroke-width="1"'),
    path("M566 884 L815 866 L894 934 L612 958 Z", 'fill="url(#cover)"'),
    path("M591 882.500 L635 956", 'stroke="#34504b" stroke-width="3" opacity="0.8"'),
    path("M676 903 L764 896 L778 909 L688 917 Z", 'fill="url(#label)"'),
    path("M714 933 L868 901 l4 5 L716 939 Z", 'fill="#1c1610" opacity="0.35" filter="url(#soft)"'),
    path("M712 925 L866 893 l5 5 L715 931 Z", 'fill="#e2b047"'),
    path("M713 927.500 L868 895.500", 'stroke="#f6d78c" stroke-width="1.2"'),
    path("M712 925 l-15 6.500 l18 -0.500 Z", 'fill="#ecd2a6"'),
    path("M701 929.700 l-4 1.800 l5 -0.200 Z", 'fill="#2b2420"'),
  );
}
