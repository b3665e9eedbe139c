/** Numbers from 0 to below 1. */
export type Random = () => number;

/** The sample of an exponential distribution with mean 1. */
export function exponential(random: Random): number {
  return -Math.log(1 - random());
}

/** What a share of the traffic goes to: the first of `count` gets most. Exponent 1 is Zipf's law, 0 an even spread. */
export function zipfShares(count: number, exponent: number): Float64Array {
  const shares = new Float64Array(count);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const weight = (index + 1) ** -exponent;
    shares[index] = weight;
    sum += weight;
  }
  for (let index = 0; index < count; index++) shares[index] = (shares[index] ?? 0) / sum;
  return shares;
}

/** Draws an index, each with its share. */
export function createSampler(shares: Float64Array, random: Random): () => number {
  const ends = new Float64Array(shares.length);
  let sum = 0;
  for (const [index, share] of shares.entries()) {
    sum += share;
    ends[index] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
