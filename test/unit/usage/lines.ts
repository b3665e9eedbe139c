import { gzipSync } from "node:zlib";
import type { LogsEvent } from "../../../functions/usage-metering/read-delivery.ts";

/** As the gateway writes it: see infra/gateway.ts. */
export const LINE = {
  requestId: "JKJaXmPLvHcESHA=",
  requestTime: "1795435200000",
  routeKey: "GET /v1/tokens",
  status: "200",
  latencyMs: "12",
  tokenId: "lks_7Qm2ZfP0aBcD",
  workspaceId: "ws_4fK2mZq81LpA",
  errors: "- - -",
} as const;

export interface DeliveredLine {
  readonly id: string;
  readonly message: string;
}

/** As CloudWatch Logs hands lines to a function. */
export function createDelivery(
  lines: readonly DeliveredLine[],
  { messageType = "DATA_MESSAGE", logStream = "stream" } = {},
): LogsEvent {
  const logEvents = lines.map((line) => ({ ...line, timestamp: 1_795_435_201_000 }));
  const message = {
    messageType,
    owner: "000000000000",
    logGroup: "access",
    logStream,
    subscriptionFilters: [],
    logEvents,
  };
  return { awslogs: { data: gzipSync(JSON.stringify(message)).toString("base64") } };
}
