import type { Logger } from "@aws-lambda-powertools/logger";
import { type MeteredRequest, parseAccessLine } from "../domain/usage/access-line.ts";
import { changesOfUses, type TokenUse } from "../domain/usage/sum-changes.ts";
import { type MeteredDelivery, writeMetered } from "../store/metered.ts";
import type { Table } from "../store/table.ts";
import { metricOf } from "./metric-of.ts";
import { type LogsEvent, readDelivery } from "./read-delivery.ts";

export interface MeteringParts {
  readonly telemetry: Table;
  readonly logger: Pick<Logger, "info" | "warn">;
  readonly now: () => number;
  readonly sleep: (delayMs: number) => Promise<unknown>;
}

/** How long to wait before a store that did not answer is asked again. */
const RETRY_DELAY_MS = 5000;

/**
 * Counts one delivery of the access log, once, however often it comes. A store that cannot be reached is asked again until the deadline; what is
 * left then is thrown, and Lambda tries the delivery again. What was written of it is not counted twice.
 */
export async function meter(parts: MeteringParts, event: LogsEvent, deadlineEpochMs: number): Promise<void> {
  const { logger } = parts;
  const delivery = readDelivery(event);
  if (delivery === undefined) return;
  const read = delivery.lines.map(parseAccessLine);
  const malformed = read.filter((line) => line === "malformed").length;
  if (malformed > 0) logger.warn("lines of the access log were not understood", { malformed });
  const uses = read.flatMap((line) => (line === undefined || line === "malformed" ? [] : usesOf(line)));
  let repeated = 0;
  for (const [workspaceId, ofWorkspace] of Map.groupBy(uses, (use) => use.workspaceId)) {
    repeated += await write(parts, { workspaceId, deliveryId: delivery.id }, ofWorkspace, deadlineEpochMs);
  }
  logger.info("metered", { lines: delivery.lines.length, uses: uses.length, repeated });
}

async function write(
  { telemetry, logger, now, sleep }: MeteringParts,
  delivered: MeteredDelivery,
  uses: readonly TokenUse[],
  deadlineEpochMs: number,
): Promise<number> {
  for (;;) {
    try {
      return await writeMetered(telemetry, delivered, changesOfUses(uses), now);
    } catch (error) {
      if (now() + RETRY_DELAY_MS >= deadlineEpochMs) throw error;
      logger.warn("usage could not be written yet", { errorName: error instanceof Error ? error.name : "unknown" });
      await sleep(RETRY_DELAY_MS);
    }
  }
}

function usesOf({ workspaceId, tokenId, routeKey, status, receivedAtEpochMs }: MeteredRequest): TokenUse[] {
  const metric = metricOf(routeKey, status);
  return metric === undefined ? [] : [{ workspaceId, tokenId, metric, atEpochMs: receivedAtEpochMs }];
}
