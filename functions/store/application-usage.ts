import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Period, Window } from "../domain/plan.ts";
import { hitsKey, reportedKey } from "./keys.ts";
import { getItem, put, type Table } from "./table.ts";

const DAY_SECONDS = 24 * 60 * 60;

/** How long a counter is kept after its window has ended. Undefined: for ever. */
const RETENTION_SECONDS: Readonly<Record<Period, number | undefined>> = {
  minute: 60 * 60,
  hour: 2 * DAY_SECONDS,
  day: 400 * DAY_SECONDS,
  month: undefined,
};

/** Longer than what is reported may lie in the past, and the clock of whoever reports it may be fast. */
const REPORTED_SECONDS = 25 * 60 * 60;

/** Whose hits are counted. */
export interface UsageAddress {
  readonly workspaceId: string;
  readonly applicationId: string;
}

/** Hits in each of the windows, in their order. */
export async function readUsage(
  telemetry: Table,
  { workspaceId, applicationId }: UsageAddress,
  windows: readonly Window[],
): Promise<readonly number[]> {
  const counters = await Promise.all(
    windows.map((window) => getItem<{ readonly hits: number }>(telemetry, hitsKey(workspaceId, applicationId, window))),
  );
  return counters.map((counter) => counter?.hits ?? 0);
}

/** @param limit when it is given, the write fails if the window would hold more hits than that */
export function addUsage(
  telemetry: Table,
  { workspaceId, applicationId }: UsageAddress,
  window: Window,
  hits: number,
  limit?: number,
): TransactWriteItem {
  const retention = RETENTION_SECONDS[window.period];
  const ttl = retention === undefined ? undefined : Math.ceil(window.endsAtEpochMs / 1000) + retention;
  return {
    Update: {
      TableName: telemetry.name,
      Key: marshall(hitsKey(workspaceId, applicationId, window)),
      UpdateExpression: `${ttl === undefined ? "" : "SET #ttl = :ttl "}ADD #hits :hits`,
      ...(limit !== undefined && {
        ConditionExpression: hits <= limit ? "attribute_not_exists(#hits) OR #hits <= :room" : "#hits <= :room",
      }),
      ExpressionAttributeNames: { "#hits": "hits", ...(ttl !== undefined && { "#ttl": "ttl" }) },
      ExpressionAttributeValues: marshall(
        { ":hits": hits, ":ttl": ttl, ":room": limit === undefined ? undefined : limit - hits },
        { removeUndefinedValues: true },
      ),
    },
  };
}

/** Where a transaction of a report was counted, so that it is not counted again. */
export interface ReportedAddress {
  readonly workspaceId: string;
  readonly serviceId: string;
  readonly id: string;
}

/** Fails when the transaction has been counted before. */
export function putReported(
  telemetry: Table,
  { workspaceId, serviceId, id }: ReportedAddress,
  nowEpochMs: number,
): TransactWriteItem {
  const expiresAtEpochMs = nowEpochMs + REPORTED_SECONDS * 1000;
  return put(
    telemetry,
    {
      expiresAt: new Date(expiresAtEpochMs).toISOString(),
      ttl: Math.ceil(expiresAtEpochMs / 1000),
      ...reportedKey(workspaceId, serviceId, id),
    },
    {
      expression: "attribute_not_exists(pk) OR expiresAt <= :now",
      values: { ":now": new Date(nowEpochMs).toISOString() },
    },
  );
}
