import type { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy, { type MiddlewareObj, type MiddyfiedHandler } from "@middy/core";
import type { APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { ParsedRequest } from "../../contract/api.ts";
import { type Operation, routeKey } from "../../contract/operation.ts";
import type { OperationShape } from "../../contract/operation-shape.ts";
import type { OPERATIONS, OperationId } from "../../contract/operations.ts";
import type { Principal } from "../domain/decide.ts";
import { lacksServices } from "../domain/rights.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "./answer.ts";
import { type ApiEvent, readPrincipal, readSourceIp } from "./event.ts";
import { readLimit } from "./limit.ts";
import { parseRequest } from "./parse-request.ts";
import { formatResponse } from "./response.ts";

/** One request of one operation, parsed, with what an operation may need to know of its surroundings. */
export interface ApiRequest<Id extends OperationId> extends ParsedRequest<Id> {
  readonly operation: Id;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestId: string;
  readonly sourceIp: string;
  readonly nowEpochMs: number;
  readonly logger: Logger;
}

/** A request with a principal: every operation that is not open. */
export interface AuthorizedRequest<Id extends OperationId> extends ApiRequest<Id> {
  readonly principal: Principal;
}

type OpenId = {
  [Id in OperationId]: (typeof OPERATIONS)[Id]["credentials"] extends readonly [] ? Id : never;
}[OperationId];
export type Handlers<Ids extends OperationId> = {
  readonly [Id in Ids]: (
    request: Id extends OpenId ? ApiRequest<Id> : AuthorizedRequest<Id>,
  ) => Promise<Answer | Refusal>;
};

/** The part of the contract that a function answers for. A function carries its own part and not all of it. */
export interface ContractPart<Ids extends OperationId> {
  readonly operations: { readonly [Id in Ids]: Operation };
  readonly shapes: { readonly [Id in Ids]: OperationShape };
}

export type ApiHandler = MiddyfiedHandler<ApiEvent, APIGatewayProxyStructuredResultV2>;

/**
 * The Lambda handler of one function: finds the operation by route key, reads the request by the contract, runs the operation and formats
 * its answer. Everything thrown becomes a 500 that says nothing and a log line that says enough.
 */
export function createHandler<Ids extends OperationId>(
  logger: Logger,
  contract: ContractPart<NoInfer<Ids>>,
  handlers: Handlers<Ids>,
  now: () => number = Date.now,
): ApiHandler {
  const operations = new Map<string, HandledOperation>();
  for (const [id, run] of Object.entries(handlers) as [Ids, Run][]) {
    const operation = contract.operations[id];
    operations.set(routeKey(operation), { id, operation, shape: contract.shapes[id], run });
  }

  async function run(event: ApiEvent): Promise<Answer | Refusal> {
    const found = operations.get(event.routeKey);
    if (found === undefined) throw new Error(`no operation for the route ${event.routeKey}`);
    const principal = readPrincipal(event);
    if (found.operation.credentials.length > 0 && principal === undefined) return refuse("not_authorized");
    const limit = readLimit(event);
    if (limit?.exceeded) return refuse("quota_exceeded", { retryAfterSeconds: limit.resetSeconds });
    if (found.operation.handsOut && principal?.secret === "previous") return refuseOldSecret();
    if (lacksServices(found.operation, principal)) return refuse("no_service_access");
    const parts = parseRequest(event, found.operation, found.shape);
    if (isRefusal(parts)) return parts;
    return found.run({
      ...parts,
      operation: found.id,
      principal,
      headers: withoutEdgeSecret(event.headers),
      requestId: event.requestContext.requestId,
      sourceIp: readSourceIp(event),
      nowEpochMs: now(),
      logger,
    });
  }

  return middy<ApiEvent, APIGatewayProxyStructuredResultV2, Error, Context>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logRequest(logger))
    .use(answerFault(logger))
    .handler(async (event) => formatResponse(await run(event), event));
}

/** What CloudFront shows to the authorizer is nobody else's. */
function withoutEdgeSecret({ "latchkey-edge-secret": _, ...headers }: ApiEvent["headers"]): ApiEvent["headers"] {
  return headers;
}

function refuseOldSecret(): Refusal {
  return refuse("right_not_held", { detail: "The token has been rotated: use its new secret for this." });
}

/** The parsed parts fit the operation because they came through that operation's schemas: `operations` pairs them by id. */
// biome-ignore lint/suspicious/noExplicitAny: the pairing above cannot be written as a type
type Run = (request: any) => Promise<Answer | Refusal>;

interface HandledOperation {
  readonly id: OperationId;
  readonly operation: Operation;
  readonly shape: OperationShape;
  readonly run: Run;
}

type ApiMiddleware = MiddlewareObj<ApiEvent, APIGatewayProxyStructuredResultV2, Error, Context>;

/**
 * One line per refusal: which operation, who, and how it ended. No path, query, header or body. What went well is in the API's access log, under the
 * same request id, so it is written here for `LOG_LEVEL` `DEBUG` only.
 */
function logRequest(logger: Logger): ApiMiddleware {
  return {
    before: ({ event }) => {
      logger.appendKeys({
        requestId: event.requestContext.requestId,
        routeKey: event.routeKey,
        principalId: readPrincipal(event)?.id,
        workspaceId: readPrincipal(event)?.workspaceId,
      });
    },
    after: ({ response }) => {
      const status = response?.statusCode ?? 0;
      logger[status < 400 ? "debug" : "info"]("answered", { status });
    },
  };
}

function answerFault(logger: Logger): ApiMiddleware {
  return {
    onError: (request) => {
      const { error, event } = request;
      logger.error("fault", { errorName: error?.name, errorMessage: error?.message, stack: error?.stack });
      request.response = formatResponse(refuse("internal_error"), event);
    },
  };
}
