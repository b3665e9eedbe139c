import { EMBED_SHAPES } from "../../../contract/api/embed.ts";
import type { ResponseOf } from "../../../contract/api.ts";
import { EMBED_OPERATIONS } from "../../../contract/operations/embed.ts";
import { event as eventSchema } from "../../../contract/schemas/embed.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { pointerOf } from "../../http/parse-request.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { recordEvents, type StoredEvent } from "../../store/events.ts";

const telemetry = tableOf(createClient(), readEnvironment("TELEMETRY_TABLE").TELEMETRY_TABLE);

/** Events are judged one by one, so that one bad event does not lose a page's whole batch. */
export const handler = createHandler(
  createLogger(),
  { operations: EMBED_OPERATIONS, shapes: EMBED_SHAPES },
  {
    trackEvents: async ({ principal, body, nowEpochMs }) => {
      const receivedAt = new Date(nowEpochMs).toISOString();
      const rejected: ResponseOf<"trackEvents">["rejected"] = [];
      const events = new Map<string, StoredEvent>();
      let wellFormed = 0;
      for (const [index, candidate] of body.events.entries()) {
        const reading = eventSchema.safeParse(candidate);
        if (!reading.success) {
          const [issue] = reading.error.issues;
          const message = `${pointerOf(issue?.path ?? [])}: ${issue?.message ?? "not an event"}`;
          rejected.push({ index, code: "invalid_event", message });
          continue;
        }
        wellFormed += 1;
        const { id, properties = {}, ...rest } = reading.data;
        if (!events.has(id)) {
          events.set(id, {
            id,
            ...rest,
            properties: JSON.stringify(properties),
            receivedAt,
            tokenId: principal.id,
            origin: principal.origin,
          });
        }
      }
      const accepted = await recordEvents(telemetry, principal.workspaceId, [...events.values()]);
      return { status: 200, body: { accepted, duplicates: wellFormed - accepted, rejected } };
    },
  },
);
