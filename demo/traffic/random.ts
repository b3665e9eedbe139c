/** Numbers that look like chance and are the same for the same seed. */
export interface Random {
  /** From 0 up to, and without, 1. */
  next(): number;
  chance(probability: number): boolean;
  /** One of them, each as often as its weight says. @throws when there is none */
  pick<Item>(weights: readonly (readonly [item: Item, weight: number])[]): Item;
  /** A whole number near the mean, as often as things happen that have nothing to do with each other. */
  around(mean: number): number;
}

/** Mulberry32 over a 32-bit FNV-1a hash of the seed: plenty for traffic that only has to look real. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    pick(weights) {
      const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
      let left = next() * total;
      for (const [item, weight] of weights) {
        left -= weight;
        if (left < 0) return item;
      }
      throw new Error("nothing to pick from");
    },
    around(mean) {
      // The sum of three is close enough to a bell.
      const spread = next() + next() + next() - 1.5;
      return Math.max(0, Math.round(mean + spread * 2 * Math.sqrt(mean)));
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
