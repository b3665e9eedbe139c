import { entryOf, isRepeatable, type OperationId, type RequestOf, type ResponseOf } from "./operations.ts";
import { type CreateOptions, parseIdempotencyKey, parseLimits, type Settings } from "./options.ts";
import { mayHaveHappened, retryDelayMs } from "./retry.ts";
import { type AnyRequest, sendOnce } from "./send.ts";

/** Calls one operation of the API and retries what may be retried. */
export type Call = <Id extends OperationId>(
  id: Id,
  request: RequestOf<Id>,
  options?: CreateOptions,
) => Promise<ResponseOf<Id>>;

export function createCall(settings: Settings): Call {
  // The one place where an answer gets its type: the server is trusted to answer by its contract.
  return async <Id extends OperationId>(id: Id, request: RequestOf<Id>, options: CreateOptions = {}) =>
    (await callWithRetries(settings, id, request, options)) as ResponseOf<Id>;
}

async function callWithRetries(
  settings: Settings,
  id: OperationId,
  request: AnyRequest,
  options: CreateOptions,
): Promise<unknown> {
  const { runtime } = settings;
  const entry = entryOf(id);
  const { timeoutMs, maxRetries } = parseLimits(options, settings.limits);
  const idempotencyKey =
    entry.creates === true ? parseIdempotencyKey(options.idempotencyKey ?? runtime.createIdempotencyKey()) : undefined;
  const signal = options.signal ?? new AbortController().signal;
  const retriesMax = isRepeatable(id) ? maxRetries : 0;
  let mayBeDone = false;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await sendOnce(settings, { id, request, timeoutMs, signal, idempotencyKey });
    if ("value" in outcome) return outcome.value;
    const { error } = outcome;
    // Not there any more: an earlier attempt deleted it, and its answer was lost.
    if (mayBeDone && entry.method === "DELETE" && entry.empty === true && error.status === 404) return undefined;
    const delayMs = attempt < retriesMax ? retryDelayMs(error, attempt, runtime.random) : undefined;
    if (delayMs === undefined) throw error;
    mayBeDone ||= mayHaveHappened(error);
    await runtime.wait(delayMs, signal);
  }
}
