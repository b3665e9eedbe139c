import type { ResponseOf } from "../../../contract/api.ts";
import { event as eventSchema } from "../../../contract/schemas/embed.ts";
import { clampedTime } from "../../domain/event-changes.ts";
import type { Answer } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { pointerOf } from "../../http/describe-issue.ts";
import { type NewEvent, recordEvents } from "../../store/events.ts";
import type { Table } from "../../store/table.ts";
import type { ConfiguratorAddress } from "./known-configurators.ts";

export interface TrackParts {
  readonly telemetry: Table;
  readonly isConfigurator: (address: ConfiguratorAddress) => Promise<boolean>;
}

type Rejected = ResponseOf<"trackEvents">["rejected"];

/** Events are judged one by one, so that one bad event does not lose a page's whole batch. */
export async function trackEvents(
  { telemetry, isConfigurator }: TrackParts,
  { principal, body, nowEpochMs, requestId }: AuthorizedRequest<"trackEvents">,
): Promise<Answer> {
  const { workspaceId } = principal;
  const readings = body.events.map((candidate) => eventSchema.safeParse(candidate));
  // All at once, and not one after the other below: each may be a read.
  const ids = new Set(readings.flatMap(({ data }) => data?.configuratorId ?? []));
  const isKnown = new Map(
    await Promise.all(
      [...ids].map(
        async (configuratorId): Promise<[string, boolean]> => [
          configuratorId,
          await isConfigurator({ workspaceId, configuratorId }),
        ],
      ),
    ),
  );
  const rejected: Rejected = [];
  const events = new Map<string, NewEvent>();
  let wellFormed = 0;
  for (const [index, reading] of readings.entries()) {
    if (!reading.success) {
      const [issue] = reading.error.issues;
      const message = `${pointerOf(issue?.path ?? [])}: ${issue?.message ?? "not an event"}`;
      rejected.push({ index, code: "invalid_event", message });
      continue;
    }
    const { id, name, configuratorId, occurredAt, properties = {} } = reading.data;
    if (!isKnown.get(configuratorId)) {
      const message = "/configuratorId: The token's workspace has no such configurator.";
      rejected.push({ index, code: "not_found", message });
      continue;
    }
    wellFormed += 1;
    if (events.has(id)) continue;
    events.set(id, {
      id,
      name,
      configuratorId,
      occurredAt,
      ...clampedTime(Date.parse(occurredAt), nowEpochMs),
      properties,
      tokenId: principal.id,
      origin: principal.origin,
    });
  }
  const batch = { workspaceId, receivedAtEpochMs: nowEpochMs, requestId, events: [...events.values()] };
  const accepted = await recordEvents(telemetry, batch);
  return { status: 200, body: { accepted, duplicates: wellFormed - accepted, rejected } };
}
