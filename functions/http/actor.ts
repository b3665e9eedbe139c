import type { OperationId } from "../../contract/operations.ts";
import type { Actor } from "../store/audit.ts";
import type { AuthorizedRequest } from "./create-handler.ts";

export function actorOf({ principal, requestId, sourceIp, nowEpochMs }: AuthorizedRequest<OperationId>): Actor {
  return { principal, requestId, sourceIp, nowEpochMs };
}
