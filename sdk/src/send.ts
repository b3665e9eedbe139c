import { type Outcome, type RawAnswer, readAnswer } from "./answer.ts";
import { runAttempt } from "./attempt.ts";
import { kindOfCredential, placeCredential, readCredential } from "./credential.ts";
import { type LatchkeyError, NetworkError, TimeoutError } from "./errors.ts";
import type { OperationEntry } from "./generated/operations.ts";
import { entryOf, type OperationId } from "./operations.ts";
import type { Settings } from "./options.ts";
import { redact } from "./redact.ts";
import { formatUrl, type QueryValue } from "./url.ts";

/** A request of whatever operation. */
export interface AnyRequest {
  readonly path?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
}

export interface Sending {
  readonly id: OperationId;
  readonly request: AnyRequest;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly idempotencyKey: string | undefined;
}

/** One attempt: sends the request and reads its answer to the end. Throws the signal's reason when it is aborted. */
export async function sendOnce(settings: Settings, sending: Sending): Promise<Outcome> {
  const { baseUrl, workspaceId, runtime } = settings;
  const { id, request, timeoutMs, signal } = sending;
  const entry = entryOf(id);
  signal.throwIfAborted();
  const credential = await readCredential(id, entry, settings.token);
  const place = placeCredential(entry, credential, workspaceId);
  const url = formatUrl(baseUrl, entry.path, request.path ?? {}, { ...request.query, ...place.query });
  const init: RequestInit = {
    method: entry.method,
    headers: createHeaders(settings.headers, entry, sending, place.headers),
    // This API never redirects, and a redirect must not carry a credential away.
    redirect: "manual",
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  };

  const result = await runAttempt(
    async (attemptSignal): Promise<RawAnswer> => {
      const response = await runtime.fetch(url, { ...init, signal: attemptSignal });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
    { timeoutMs, signal, startTimer: runtime.startTimer },
  );
  if ("failed" in result) {
    const error =
      result.failed === "timeout"
        ? new TimeoutError(`${id}: no complete answer within ${timeoutMs} ms`, { operation: id })
        : describeFailure(id, result.cause, credential);
    return { error };
  }
  return readAnswer(result, { operation: id, credential, workspaceId, baseUrl, nowEpochMs: runtime.now() });
}

function createHeaders(
  extra: Readonly<Record<string, string>>,
  entry: OperationEntry,
  { request, idempotencyKey }: Sending,
  credential: Readonly<Record<string, string>>,
): Headers {
  const headers = new Headers(extra);
  headers.set(
    "accept",
    `${entry.text === true ? "text/*" : entry.lines === true ? "application/x-ndjson" : "application/json"}, application/problem+json`,
  );
  // The one content type for JSON that needs no CORS preflight; embed operations take it.
  const contentType = entry.path.startsWith("/embed/") ? "text/plain;charset=UTF-8" : "application/json";
  if (request.body !== undefined) headers.set("content-type", contentType);
  if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
  for (const [name, value] of Object.entries(credential)) headers.set(name, value);
  return headers;
}

/** The cause itself is not handed on: a fetch may put the whole request into it. */
function describeFailure(id: OperationId, cause: unknown, credential: string | undefined): LatchkeyError {
  const texts = [describeCause(cause)];
  if (cause instanceof Error) texts.push(describeCause(cause.cause));
  const known = texts.filter((text) => text !== undefined);
  const hint =
    credential !== undefined && kindOfCredential(credential) === "public"
      ? " In a browser, a refused origin looks like this too: client.embed.diagnose({ token }) tells."
      : "";
  const reason = redact(known.join(": ") || "unknown reason", credential);
  return new NetworkError(`${id}: the request failed (${reason}).${hint}`, { operation: id });
}

function describeCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return "code" in cause && typeof cause.code === "string" ? `${cause.message} ${cause.code}` : cause.message;
}
