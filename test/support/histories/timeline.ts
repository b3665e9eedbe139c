import type { World } from "./world.ts";

/** What the workspace was like, and when. */
export interface Timeline {
  /** The world that holds now. */
  now(): World;
  /** A change began at one instant and was acknowledged at another: in between, the world before and the world after may both hold. */
  add(world: World, beganAtMs: number, acknowledgedAtMs: number): void;
  /** Every answer that the documents allow to a request that was under way for some time. */
  possible(request: RequestTime, judge: (world: World, atMs: number) => string): ReadonlySet<string>;
}

export interface RequestTime {
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  /** How long the request may be judged by what was true before; the clock itself is asked for every request. */
  readonly boundMs: number;
}

interface Entry {
  readonly world: World;
  readonly holdsFromMs: number;
  holdsUntilMs: number;
}

export function createTimeline(first: World): Timeline {
  const entries: Entry[] = [{ world: first, holdsFromMs: 0, holdsUntilMs: Number.POSITIVE_INFINITY }];

  return {
    now: () => entries.at(-1)?.world ?? first,
    add(world, beganAtMs, acknowledgedAtMs) {
      const last = entries.at(-1);
      if (last !== undefined) last.holdsUntilMs = acknowledgedAtMs;
      entries.push({ world, holdsFromMs: beganAtMs, holdsUntilMs: Number.POSITIVE_INFINITY });
    },
    possible({ sentAtMs, answeredAtMs, boundMs }, judge) {
      const held = entries.filter(
        (entry) => entry.holdsFromMs <= answeredAtMs && entry.holdsUntilMs >= sentAtMs - boundMs,
      );
      return new Set(held.flatMap(({ world }) => [judge(world, sentAtMs), judge(world, answeredAtMs)]));
    },
  };
}
