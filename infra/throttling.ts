import { OPERATIONS, type Operation, type OperationId, routeKey } from "../contract/operations.ts";

export interface Throttling {
  /** Requests per second that the API lets through in the long run, over all callers. */
  readonly rate: number;
  /** Requests above the rate that it lets through at once. */
  readonly burst: number;
}

/** Limits of single operations, by their names in the contract. */
export type RouteThrottling = Readonly<Partial<Record<OperationId, Throttling>>>;

const OPERATION_OF: ReadonlyMap<string, Operation> = new Map(Object.entries(OPERATIONS));

/** @throws Error for an operation that the contract does not have, or a limit that would let nothing through */
export function assertThrottling(throttling: Throttling | undefined, routeThrottling: RouteThrottling): void {
  if (throttling !== undefined) assertLimit("throttling", throttling);
  for (const [id, limit] of Object.entries(routeThrottling)) {
    if (!OPERATION_OF.has(id)) {
      throw new Error(
        `routeThrottling.${id} is no operation: docs/rights.md lists their names, such as loadConfigurator.`,
      );
    }
    assertLimit(`routeThrottling.${id}`, limit);
  }
}

function assertLimit(name: string, { rate, burst }: Throttling): void {
  if (rate > 0 && Number.isInteger(burst) && burst > 0) return;
  throw new Error(
    `${name} is ${rate} a second with bursts of ${burst}, but both must be above 0, and the burst a whole number.`,
  );
}

/** The stage's settings, by route. */
export function routeSettings(routeThrottling: RouteThrottling): Readonly<Record<string, object>> {
  const settings: Record<string, object> = {};
  for (const [id, { rate, burst }] of Object.entries(routeThrottling)) {
    const operation = OPERATION_OF.get(id);
    if (operation !== undefined) {
      settings[routeKey(operation)] = { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst };
    }
  }
  return settings;
}
