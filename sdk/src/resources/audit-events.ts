import type { Call } from "../call.ts";
import type { AuditEvent, ListAuditEventsQuery } from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions } from "../options.ts";

/** Who changed what, and when. Scope `account_management:read`, role administrator. */
export interface AuditEvents {
  /** Newest first. 25 a page, 100 at most. */
  list(query?: ListAuditEventsQuery, options?: RequestOptions): List<AuditEvent>;
}

export function createAuditEvents(call: Call): AuditEvents {
  return {
    list: (query, options) => createList((from) => call("listAuditEvents", { query: { ...query, ...from } }, options)),
  };
}
