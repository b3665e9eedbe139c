import type { FieldCode } from "../../../contract/field-codes.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import * as trail from "../../store/audit-trail.ts";
import type { Table } from "../../store/table.ts";

type Query = AuthorizedRequest<"listAuditEvents">["query"];

export async function listAuditEvents(
  directory: Table,
  { principal, query }: AuthorizedRequest<"listAuditEvents">,
): Promise<Answer | Refusal> {
  const filter = readFilter(query);
  if (isRefusal(filter)) return filter;
  const { limit, cursor } = query;
  const page = await trail.listAuditEvents(directory, { workspaceId: principal.workspaceId, filter, limit, cursor });
  return page === undefined ? refuse("invalid_cursor") : { status: 200, body: page };
}

function readFilter({ targetType, targetId, actorId, operation, from, to }: Query): trail.AuditFilter | Refusal {
  if ((targetType === undefined) !== (targetId === undefined)) {
    const pointer = targetType === undefined ? "/targetType" : "/targetId";
    return refuseParameter(pointer, "required", "Give targetType and targetId together.");
  }
  const range = { from: from && new Date(from).toISOString(), to: to && new Date(to).toISOString() };
  if (range.from !== undefined && range.to !== undefined && range.from > range.to) {
    return refuseParameter("/to", "too_small", "This instant is before `from`.");
  }
  return {
    ...range,
    actorId,
    operation,
    ...(targetType !== undefined && targetId !== undefined && { target: { type: targetType, id: targetId } }),
  };
}

function refuseParameter(pointer: string, code: FieldCode, message: string): Refusal {
  return refuse("invalid_query", { errors: [{ pointer, code, message }] });
}
