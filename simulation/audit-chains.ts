import { PATIENCE_MS, PAUSE_MS, PAUSE_MS_MAX } from "../functions/store/patience.ts";
import { exponential, type Random } from "./random.ts";

export interface ChainsRun {
  /** Tries of one change, on average. */
  readonly tries: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Part of the changes that give up. */
  readonly givenUp: number;
}

interface Writer {
  atMs: number;
  readonly startedAtMs: number;
  /** The chain that is being written to, and how long it was when it was read. */
  chain: number;
  lengthRead: number;
  pauseCeilingMs: number;
  phase: "read" | "write";
  tries: number;
}

/**
 * Plays changes of one workspace that come at random times: each reads the end of a chain and puts its event behind it; who finds the place taken waits
 * for a moment and tries another chain, as `writeAudited` does.
 */
export function simulateChains(
  options: {
    readonly changesPerSecond: number;
    readonly chains: number;
    readonly readMs: number;
    readonly transactionMs: number;
    readonly seconds: number;
  },
  random: Random,
): ChainsRun {
  const { changesPerSecond, chains, readMs, transactionMs, seconds } = options;
  const lengths = new Array<number>(chains).fill(0);
  const queue = createQueue();
  for (let atMs = 0; ; ) {
    atMs += (exponential(random) / changesPerSecond) * 1000;
    if (atMs >= seconds * 1000) break;
    const chain = Math.floor(random() * chains);
    queue.push({ atMs, startedAtMs: atMs, chain, lengthRead: 0, pauseCeilingMs: PAUSE_MS, phase: "read", tries: 0 });
  }
  const times: number[] = [];
  let tries = 0;
  let givenUp = 0;
  for (let writer = queue.pop(); writer !== undefined; writer = queue.pop()) {
    if (writer.phase === "read") {
      // What is read is what there is when the read arrives; the write is judged when it has gone through.
      writer.lengthRead = lengths[writer.chain] ?? 0;
      writer.phase = "write";
      writer.tries++;
      writer.atMs += readMs + transactionMs;
      queue.push(writer);
      continue;
    }
    if (lengths[writer.chain] === writer.lengthRead) {
      lengths[writer.chain] = writer.lengthRead + 1;
      times.push(writer.atMs - writer.startedAtMs);
      tries += writer.tries;
      continue;
    }
    const pauseMs = random() * writer.pauseCeilingMs;
    writer.atMs += pauseMs;
    if (writer.atMs - writer.startedAtMs >= PATIENCE_MS) {
      givenUp++;
      tries += writer.tries;
      continue;
    }
    writer.pauseCeilingMs = Math.min(writer.pauseCeilingMs * 2, PAUSE_MS_MAX);
    writer.chain = (writer.chain + 1 + Math.floor(random() * (chains - 1))) % chains;
    writer.phase = "read";
    queue.push(writer);
  }
  times.sort((left, right) => left - right);
  const changes = times.length + givenUp;
  return {
    tries: tries / changes,
    medianMs: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    givenUp: givenUp / changes,
  };
}

/** Changes a second of one workspace with which 99 of 100 are written within a second. */
export function findChainsCapacity(
  options: Omit<Parameters<typeof simulateChains>[0], "changesPerSecond" | "seconds">,
  createRandom: () => Random,
): number {
  let low = 1;
  // No more than one after the other in each chain.
  let high = (options.chains * 1000) / (options.readMs + options.transactionMs);
  while (high - low > low / 20) {
    const middle = (low + high) / 2;
    const { p99Ms, givenUp } = simulateChains({ ...options, changesPerSecond: middle, seconds: 5 }, createRandom());
    if (p99Ms <= 1000 && givenUp === 0) low = middle;
    else high = middle;
  }
  return low;
}

/** Who comes first is served first: a binary heap. */
function createQueue() {
  const heap: Writer[] = [];
  const timeAt = (index: number) => heap[index]?.atMs ?? Number.POSITIVE_INFINITY;
  const swap = (one: number, other: number) => {
    const [left, right] = [heap[one], heap[other]];
    if (left === undefined || right === undefined) return;
    heap[one] = right;
    heap[other] = left;
  };
  return {
    push(writer: Writer): void {
      heap.push(writer);
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1;
        if (timeAt(parent) <= timeAt(index)) break;
        swap(parent, index);
        index = parent;
      }
    },
    pop(): Writer | undefined {
      const first = heap[0];
      swap(0, heap.length - 1);
      heap.pop();
      for (let index = 0; ; ) {
        const left = 2 * index + 1;
        const child = timeAt(left + 1) < timeAt(left) ? left + 1 : left;
        if (timeAt(child) >= timeAt(index)) break;
        swap(child, index);
        index = child;
      }
      return first;
    },
  };
}
