/** A color between two, `#rrggbb`; at 0 the first, at 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)];
  const mixed = a.map((channel, index) => Math.round(channel + ((b[index] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Shadows of a warm room are brown rather than black. */
export function darken(color: string, share: number): string {
  return mix(color, "#1a120b", share);
}

export function lighten(color: string, share: number): string {
  return mix(color, "#fff8ec", share);
}

function channels(color: string): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}
