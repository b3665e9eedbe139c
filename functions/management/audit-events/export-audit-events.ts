import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import type { AuditItem } from "../../store/audit-item.ts";
import { formatTrailCursor, parseTrailCursor, placeAfter, readTrail } from "../../store/audit-trail.ts";
import type { Table } from "../../store/table.ts";

/** JSON Lines: one event a line, with all that its hash covers. The rest, when there is one, begins at the cursor in the header. */
export async function exportAuditEvents(
  directory: Table,
  { principal, query }: AuthorizedRequest<"exportAuditEvents">,
): Promise<Answer | Refusal> {
  const after = parseTrailCursor(query.cursor);
  if (after === undefined) return refuse("invalid_cursor");
  const stretches = await readTrail(directory, principal.workspaceId, after);
  const next = placeAfter(stretches, after);
  return {
    status: 200,
    text: stretches.flatMap(({ items }) => items.map(formatLine)).join(""),
    headers: {
      "content-type": "application/x-ndjson",
      ...(next !== undefined && { "latchkey-next-cursor": formatTrailCursor(next) }),
    },
  };
}

/** The text that was hashed and, as its last member, the hash. */
function formatLine({ text, hash }: AuditItem): string {
  return `${text.slice(0, -1)},"hash":${JSON.stringify(hash)}}\n`;
}
