import type { ResponseOf } from "../../../contract/api.ts";
import { readEnvironment } from "../../environment.ts";
import { refuse } from "../../http/answer.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import type { AuditEventItem } from "../../store/audit.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { auditEventsOf } from "../../store/keys.ts";
import { listItems } from "../../store/list.ts";

const directory = tableOf(createClient(), readEnvironment("DIRECTORY_TABLE").DIRECTORY_TABLE);

export const handler = createHandler(createLogger(), {
  listAuditEvents: async ({ principal, query }) => {
    const page = await listItems<AuditEventItem>(directory, {
      list: "audit-events",
      partition: auditEventsOf(principal.workspaceId),
      descending: true,
      limit: query.limit,
      cursor: query.cursor,
    });
    if (page === undefined) return refuse("invalid_cursor");
    return { status: 200, body: { items: page.items.map(format), nextCursor: page.nextCursor } };
  },
});

function format(event: AuditEventItem): ResponseOf<"listAuditEvents">["items"][number] {
  const { id, at, actor, operation, target, before, after, requestId, ip } = event;
  return { id, at, actor, operation, target, before: before ?? null, after: after ?? null, requestId, ip };
}
