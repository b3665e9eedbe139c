import { exponential, type Random } from "./random.ts";

/** Little's law: as many executions are under way as come in a second, times how long one takes. */
export function executionsAtOnce(ratePerSecond: number, meanMs: number): number {
  return (ratePerSecond * meanMs) / 1000;
}

/**
 * Containers that there are: enough for all but the rarest moments of requests that come at random times (four standard deviations above the mean of
 * a Poisson distribution). A container that is there stays for minutes.
 */
export function containersFor(ratePerSecond: number, meanMs: number): number {
  const mean = executionsAtOnce(ratePerSecond, meanMs);
  return Math.max(1, Math.ceil(mean + 4 * Math.sqrt(mean)));
}

/** Records that one container must read a second, when a request goes to any of them alike. */
export function expectedReads(ratePerSecond: number, share: number, containers: number, keptSeconds: number): number {
  const perContainer = (ratePerSecond * share) / containers;
  return (containers * perContainer) / (1 + perContainer * keptSeconds);
}

export interface ReadsRun {
  /** Of all tokens, a second. */
  readonly reads: number;
  /** Of the token that is used most. */
  readonly hottestReads: number;
}

/**
 * Plays the memory of containers of the authorizer. Containers are alike and know nothing of each other, so a few stand for all, and each is asked for
 * its part of the traffic.
 */
export function simulateReads(
  options: {
    readonly ratePerSecond: number;
    readonly containers: number;
    readonly keptSeconds: number;
    readonly entriesMax: number;
    readonly seconds: number;
    readonly requestsMax: number;
  },
  sample: () => number,
  random: Random,
): ReadsRun {
  const { ratePerSecond, containers, keptSeconds, entriesMax, seconds, requestsMax } = options;
  const ratePerContainer = ratePerSecond / containers;
  const warmSeconds = 2 * keptSeconds;
  const perContainer = ratePerContainer * (warmSeconds + seconds);
  const played = Math.max(1, Math.min(containers, Math.floor(requestsMax / perContainer)));
  let reads = 0;
  let hottest = 0;
  for (let container = 0; container < played; container++) {
    const readAt = new Map<number, number>();
    for (let now = 0; ; ) {
      now += exponential(random) / ratePerContainer;
      if (now >= warmSeconds + seconds) break;
      const token = sample();
      const before = readAt.get(token);
      if (before !== undefined && now - before < keptSeconds) continue;
      readAt.delete(token);
      readAt.set(token, now);
      if (readAt.size > entriesMax) {
        const [oldest] = readAt.keys();
        if (oldest !== undefined) readAt.delete(oldest);
      }
      if (now < warmSeconds) continue;
      reads++;
      if (token === 0) hottest++;
    }
  }
  const scale = containers / played / seconds;
  return { reads: reads * scale, hottestReads: hottest * scale };
}

/** Of so many containers that each choose one of the shards, how many the fullest shard has. */
export function simulateFullestShard(containers: number, shards: number, random: Random, rounds = 200): number {
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const chosen = new Array<number>(shards).fill(0);
    for (let container = 0; container < containers; container++) {
      const shard = Math.floor(random() * shards);
      chosen[shard] = (chosen[shard] ?? 0) + 1;
    }
    sum += Math.max(...chosen);
  }
  return sum / rounds;
}

/**
 * Containers that try to note the last use of one hot token when it is due, within one minute: each tries at its next request unless it has read
 * meanwhile that another one did.
 * @returns tries, the first one included, and the most of them in one second
 */
export function simulateLastUse(
  options: {
    readonly ratePerSecond: number;
    readonly containers: number;
    readonly keptSeconds: number;
    readonly intervalSeconds: number;
    readonly writeMs: number;
  },
  random: Random,
): { readonly tries: number; readonly triesInOneSecond: number } {
  const { ratePerSecond, containers, keptSeconds, intervalSeconds, writeMs } = options;
  const perContainer = ratePerSecond / containers;
  const uses = Array.from({ length: containers }, () => {
    const readAtSeconds = intervalSeconds - random() * keptSeconds;
    return { readAtSeconds, firstUse: intervalSeconds + exponential(random) / perContainer };
  }).sort((left, right) => left.firstUse - right.firstUse);
  const writtenAt = (uses[0]?.firstUse ?? 0) + writeMs / 1000;
  // Its record still counts, or it is read anew before the write of the first one can be seen.
  const tries = uses.filter(
    ({ readAtSeconds, firstUse }) => firstUse < readAtSeconds + keptSeconds || firstUse < writtenAt,
  );
  const seconds = new Map<number, number>();
  for (const { firstUse } of tries) seconds.set(Math.floor(firstUse), (seconds.get(Math.floor(firstUse)) ?? 0) + 1);
  return { tries: tries.length, triesInOneSecond: Math.max(0, ...seconds.values()) };
}
