import { type AuditTrailReport, mergeHeads } from "../audit-chain.ts";
import type { Call } from "../call.ts";
import type { AuditChainHead, AuditEvent, ExportAuditEventsQuery, ListAuditEventsQuery } from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { RequestOptions } from "../options.ts";

/** Who changed what, and when. Scope `account_management:read`, role administrator. */
export interface AuditEvents {
  /** Newest first. 25 a page, 100 at most. */
  list(query?: ListAuditEventsQuery, options?: RequestOptions): List<AuditEvent>;
  /** The whole trail, chain by chain, each from its first event on: what `verifyAuditTrail` takes. A page is 2000 events at most. */
  export(query?: ExportAuditEventsQuery, options?: RequestOptions): List<AuditEvent>;
  /**
   * Lets the server verify its trail, to the end, with as many requests as that takes. Keep the report's `heads` where whoever runs the server
   * cannot change them, and give them as `checkpoint` the next time: only then does it show that the end is missing, or that all was rewritten.
   */
  verify(
    settings?: {
      readonly checkpoint?: readonly AuditChainHead[];
      /** Called after each request with what is found so far. */
      readonly onProgress?: (report: AuditTrailReport) => void;
    },
    options?: RequestOptions,
  ): Promise<AuditTrailReport>;
}

export function createAuditEvents(call: Call): AuditEvents {
  return {
    list: (query, options) => createList((from) => call("listAuditEvents", { query: { ...query, ...from } }, options)),
    export: (query, options) =>
      createList((from) => call("exportAuditEvents", { query: { ...query, ...from } }, options)),
    verify: async ({ checkpoint = [], onProgress } = {}, options) => {
      let report: AuditTrailReport = { verified: true, checked: 0, problems: [], heads: [] };
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const body = { checkpoint, ...(cursor !== undefined && { cursor }) };
        const { verified, checked, problems, heads, nextCursor } = await call("verifyAuditEvents", { body }, options);
        report = {
          verified: report.verified && verified,
          checked: report.checked + checked,
          problems: [...report.problems, ...problems],
          heads: mergeHeads(report.heads, heads),
        };
        onProgress?.(report);
        cursor = nextCursor;
      }
      return report;
    },
  };
}
