import {
  ApiError,
  type ErrorDetails,
  type LatchkeyError,
  RateLimitError,
  RefusedError,
  UnexpectedResponseError,
} from "./errors.ts";
import { entryOf, type OperationId } from "./operations.ts";
import { type ProblemDetails, parseProblem } from "./problem.ts";
import { redact } from "./redact.ts";
import { describeRefusal } from "./refusal-help.ts";
import { parseRetryAfter } from "./retry.ts";

/** An HTTP response, read to its end. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface AnswerContext {
  readonly operation: OperationId;
  readonly credential: string | undefined;
  readonly workspaceId: string | undefined;
  readonly baseUrl: string;
  readonly nowEpochMs: number;
}

export type Outcome = { readonly value: unknown } | { readonly error: LatchkeyError };

/** What a response means: the value of the operation, or the error that says why there is none. */
export function readAnswer(answer: RawAnswer, context: AnswerContext): Outcome {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  return isSuccess ? readValue(answer, context) : { error: readError(answer, context) };
}

function readValue(answer: RawAnswer, context: AnswerContext): Outcome {
  const { text, lines } = entryOf(context.operation);
  if (text === true) return { value: answer.text };
  if (lines !== true && answer.text === "") return { value: undefined };
  const json = lines === true ? parseLines(answer) : parseJson(answer.text);
  if (json !== undefined) return { value: json.value };
  const message = `${context.operation}: the answer is not JSON. Is baseUrl the address of the API?`;
  return { error: new UnexpectedResponseError(message, describe(answer, context)) };
}

function readError(answer: RawAnswer, context: AnswerContext): LatchkeyError {
  const { operation, credential, workspaceId, baseUrl } = context;
  const { status } = answer;
  // A refusal that quotes the request must not carry its secret on.
  const clean: Reviver = (_, value) => (typeof value === "string" ? redact(value, credential) : value);
  const problem = parseProblem(parseJson(answer.text, clean)?.value);
  const details = describe(answer, context, problem);
  if (status === 429) return new RateLimitError(`${operation}: too many requests (429)`, details);
  if (problem !== undefined) {
    return new ApiError({ ...problem, type: resolve(problem.type, baseUrl) }, details);
  }
  if (status === 401 || status === 403) {
    const help = describeRefusal(entryOf(operation), credential, workspaceId);
    return new RefusedError(`${operation}: the gateway refused the credential (${status}). ${help}`, details);
  }
  return new UnexpectedResponseError(`${operation}: ${describeUnexpected(status)}`, details);
}

function describeUnexpected(status: number): string {
  if (status === 0 || (status >= 300 && status < 400)) {
    return "the server redirects, and this API never does. Is baseUrl the address of the API, with https?";
  }
  if (status === 404) {
    return "there is nothing at this address (404). Is baseUrl the address of the API, and the API as new as this client?";
  }
  return `the answer has no problem details (${status})`;
}

function describe(answer: RawAnswer, { operation, nowEpochMs }: AnswerContext, problem?: ProblemDetails): ErrorDetails {
  const { headers, status } = answer;
  return {
    operation,
    status,
    requestId: problem?.requestId ?? headers.get("x-request-id") ?? headers.get("apigw-requestid") ?? undefined,
    errors: problem?.errors,
    retryAfterMs: parseRetryAfter(headers.get("retry-after"), nowEpochMs),
  };
}

/** `type` is a reference relative to the deployment. */
function resolve(reference: string, baseUrl: string): string {
  return URL.canParse(reference, baseUrl) ? new URL(reference, baseUrl).href : reference;
}

/** JSON Lines become a page like any other. */
function parseLines({ text, headers }: RawAnswer): { readonly value: unknown } | undefined {
  const lines = text.split("\n").filter((line) => line !== "");
  const parsed = lines.map((line) => parseJson(line)).filter((line) => line !== undefined);
  if (parsed.length < lines.length) return undefined;
  return { value: { items: parsed.map(({ value }) => value), nextCursor: headers.get("latchkey-next-cursor") } };
}

type Reviver = (key: string, value: unknown) => unknown;

function parseJson(text: string, reviver?: Reviver): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text, reviver) };
  } catch {
    return undefined;
  }
}
