/** One line of two texts put together. */
export interface DiffLine {
  readonly type: "same" | "removed" | "added";
  readonly text: string;
  /** From 1; undefined where the line is not in that text. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** More different lines than this are not put together one by one: all of the middle then counts as replaced. */
const EDITS_MAX = 1_000;

/**
 * The lines of two texts, with the fewest that are removed and added (Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). What
 * both begin and end with is set aside first.
 */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [old, young] = [before.split("\n"), after.split("\n")];
  const shorter = Math.min(old.length, young.length);
  let head = 0;
  while (head < shorter && old[head] === young[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === young.at(-1 - tail)) tail += 1;
  const [a, b] = [old.slice(head, old.length - tail), young.slice(head, young.length - tail)];
  const kinds = [
    ...Array<DiffLine["type"]>(head).fill("same"),
    ...editsBetween(a, b),
    ...Array<DiffLine["type"]>(tail).fill("same"),
  ];
  let [x, y] = [0, 0];
  return kinds.map((type): DiffLine => {
    if (type !== "added") x += 1;
    if (type !== "removed") y += 1;
    return {
      type,
      text: (type === "added" ? young[y - 1] : old[x - 1]) ?? "",
      before: type === "added" ? undefined : x,
      after: type === "removed" ? undefined : y,
    };
  });
}

/** What is done to the lines of `a`, in order, to get those of `b`. */
function editsBetween(a: readonly string[], b: readonly string[]): readonly DiffLine["type"][] {
  const trace = furthestPaths(a, b);
  if (trace === undefined) return [...a.map(() => "removed" as const), ...b.map(() => "added" as const)];
  const edits: DiffLine["type"][] = [];
  let [x, y] = [a.length, b.length];
  for (let step = trace.length - 1; step >= 0; step -= 1) {
    const diagonal = x - y;
    const previous = isDown(trace[step], diagonal, step) ? diagonal + 1 : diagonal - 1;
    const fromX = trace[step]?.get(previous) ?? 0;
    const fromY = fromX - previous;
    for (; x > fromX && y > fromY; x -= 1, y -= 1) edits.push("same");
    if (step > 0) edits.push(x === fromX ? "added" : "removed");
    [x, y] = [fromX, fromY];
  }
  return edits.reverse();
}

/** For each number of edits, how far along `a` each diagonal could be followed before its last edit; undefined when there are too many edits. */
function furthestPaths(a: readonly string[], b: readonly string[]): readonly Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  let reached = new Map([[1, 0]]);
  for (let step = 0; step <= Math.min(a.length + b.length, EDITS_MAX); step += 1) {
    trace.push(reached);
    const next = new Map<number, number>();
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      let x = isDown(reached, diagonal, step) ? (reached.get(diagonal + 1) ?? 0) : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return trace;
    }
    reached = next;
  }
  return undefined;
}

function isDown(reached: ReadonlyMap<number, number> | undefined, diagonal: number, step: number): boolean {
  if (diagonal === -step) return true;
  return diagonal !== step && (reached?.get(diagonal - 1) ?? -1) < (reached?.get(diagonal + 1) ?? -1);
}
