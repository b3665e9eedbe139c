/** Choices that are the same for the same seed. */
export interface Random {
  /** From 0 up to, and without, `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** @throws when there is nothing to choose from */
  pick<Item>(items: readonly Item[]): Item;
  /** Each item is in it or not. */
  some<Item>(items: readonly Item[]): readonly Item[];
}

/** A linear congruential generator over 2^48, as in POSIX `drand48`: plenty for choosing what to try next. */
export function createRandom(seed: number): Random {
  let state = (BigInt(seed) << 16n) | 0x330en;
  const next = () => {
    state = (state * 0x5deece66dn + 0xbn) & 0xffffffffffffn;
    return Number(state >> 16n) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const chance = (probability: number) => next() < probability;
  return {
    below,
    chance,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("nothing to choose from");
      return item;
    },
    some: (items) => items.filter(() => chance(0.5)),
  };
}
