import type { AuditEvent } from "../../../../sdk/src/generated/types.ts";
import type { Page } from "../../../../sdk/src/list.ts";

/**
 * The trail as JSON Lines. Each page is handed to the browser as a blob when it is there, which keeps it where it has room: no more than one
 * page is held as objects.
 */
export async function collectTrail(
  pages: AsyncIterable<Page<AuditEvent>>,
  onProgress: (events: number) => void,
): Promise<Blob> {
  const parts: Blob[] = [];
  let events = 0;
  for await (const { items } of pages) {
    parts.push(new Blob(items.map((event) => `${JSON.stringify(event)}\n`)));
    events += items.length;
    onProgress(events);
  }
  return new Blob(parts, { type: "application/x-ndjson" });
}
