/** Does the work for every item, at most so many at once. Goes on after a failure and throws the first one in the end. */
export async function forEachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const failures: unknown[] = [];
  await Promise.all(
    Array.from({ length: Math.min(atOnce, items.length) }, async () => {
      // Every lane takes from the same iterator.
      for (const item of waiting) await work(item).catch((error: unknown) => failures.push(error));
    }),
  );
  if (failures.length > 0) throw failures[0];
}
