/** One thing to measure: runs a batch and gives the time of one operation, in nanoseconds. */
export type Batch = () => Promise<number>;

/** The times of one subject, round by round. */
export type Times = readonly number[];

/**
 * Runs the subjects in turns, so that what disturbs the machine disturbs all of them alike, and in an order that chance decides anew each
 * round, so that it does not matter who comes behind whom.
 * @returns the times of each subject, in the order of the subjects
 */
export async function runRounds<const Subjects extends readonly Batch[]>(
  subjects: Subjects,
  { rounds, warmUpRounds }: { readonly rounds: number; readonly warmUpRounds: number },
): Promise<{ readonly [Index in keyof Subjects]: Times }> {
  const measured = subjects.map((run) => ({ run, times: [] as number[] }));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const { run, times } of shuffle(measured)) {
      const nanoseconds = await run();
      if (round >= 0) times.push(nanoseconds);
    }
  }
  return measured.map(({ times }) => times) as { readonly [Index in keyof Subjects]: Times };
}

/** A batch of operations. `run` must use what it computes, or the computation might be left out. */
export function batch(operations: number, run: () => unknown): Batch {
  return async () => {
    const startedAt = process.hrtime.bigint();
    await run();
    return Number(process.hrtime.bigint() - startedAt) / operations;
  };
}

export function median(values: Times): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
