import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { ALL_CONFIGURATORS, parseEventSeries } from "../domain/series.ts";
import { type Pending, removePending } from "../store/pending.ts";
import { addToBreakdown, addToSeries } from "../store/rollups.ts";
import type { Table } from "../store/table.ts";
import { transact } from "../store/transact.ts";
import { createCeilings } from "./ceilings.ts";
import { type Tally, type Target, tally } from "./tally.ts";

export interface CountWorkspaceParts {
  readonly telemetry: Table;
  readonly readTimeZone: (workspaceId: string) => Promise<string>;
  /** Asked before each transaction. */
  readonly isOver: () => boolean;
}

/** The rest was counted by somebody else meanwhile, or is left for the next run when the time is over. */
export interface CountedWorkspace {
  readonly counted: number;
  readonly isComplete: boolean;
}

/** A transaction takes 100 writes: the items that are added to, and the pendings that are taken away. */
const WRITES_MAX = 100;
/** An UpdateExpression has 300 operators at most. */
const COUNTERS_PER_WRITE_MAX = 250;

/** Adds up the pendings of one workspace, in as few transactions as they fit in. */
export async function countWorkspace(
  { telemetry, readTimeZone, isOver }: CountWorkspaceParts,
  workspaceId: string,
  pendings: readonly Pending[],
): Promise<CountedWorkspace> {
  const timeZone = await readTimeZone(workspaceId);
  const withinCeilings = createCeilings(telemetry, { workspaceId, timeZone });
  let counted = 0;
  for (const group of groupsOf(byConfigurator(pendings), timeZone)) {
    let left = group;
    while (left.length > 0) {
      if (isOver()) return { counted, isComplete: false };
      const targets = await withinCeilings(
        tally(
          left.flatMap(({ changes }) => changes),
          timeZone,
        ),
      );
      const outcome = await transact(telemetry.client, [
        ...left.map((pending) => removePending(telemetry, pending)),
        ...targets.map((target) => addTarget(telemetry, workspaceId, target)),
      ]);
      if (outcome.written) {
        counted += left.length;
        break;
      }
      left = left.filter((_, position) => !outcome.failed.includes(position));
    }
  }
  return { counted, isComplete: true };
}

/** Side by side what adds to the same items, so that more of it fits into one transaction. */
function byConfigurator(pendings: readonly Pending[]): readonly Pending[] {
  return [...Map.groupBy(pendings, configuratorOf).values()].flat();
}

/** The first that is named: a batch comes from one page, and mostly there is no other. */
function configuratorOf({ changes }: Pending): string {
  for (const change of changes) {
    const { configuratorId = ALL_CONFIGURATORS } =
      change.type === "breakdown" ? change : (parseEventSeries(change.series) ?? {});
    if (configuratorId !== ALL_CONFIGURATORS) return configuratorId;
  }
  return ALL_CONFIGURATORS;
}

/** Each is one transaction. What a single pending adds fits into one: see `TARGETS_MAX`. */
function groupsOf(pendings: readonly Pending[], timeZone: string): Pending[][] {
  const groups: Pending[][] = [];
  let group: Pending[] = [];
  /** The counters of each item that the group adds to. */
  let counters = new Map<string, Set<unknown>>();
  for (const pending of pendings) {
    const added = tally(pending.changes, timeZone);
    if (group.length > 0 && !fits(counters, added, group.length + 1)) {
      group = [];
      counters = new Map();
    }
    for (const [id, { counts }] of added) counters.set(id, new Set([...(counters.get(id) ?? []), ...counts.keys()]));
    if (group.length === 0) groups.push(group);
    group.push(pending);
  }
  return groups;
}

function fits(counters: ReadonlyMap<string, ReadonlySet<unknown>>, added: Tally, pendings: number): boolean {
  let writes = counters.size + pendings;
  for (const [id, { counts }] of added) {
    const known = counters.get(id);
    if (known === undefined) writes += 1;
    else if (known.size + counts.size > COUNTERS_PER_WRITE_MAX) return false;
  }
  return writes <= WRITES_MAX;
}

/** What adds a target to its item. */
export function addTarget(telemetry: Table, workspaceId: string, target: Target): TransactWriteItem {
  return target.type === "series"
    ? addToSeries(telemetry, { workspaceId, series: target.series }, target.day, target.counts)
    : addToBreakdown(telemetry, { workspaceId, ...target }, target.period, target.name, target.counts);
}
