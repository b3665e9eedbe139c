import type { PlainResponse, RequestOptions, TestPlatform } from "../test-platform.ts";
import { type DocumentedAnswer, type DocumentedCaller, type DocumentedOperation, readAnswer } from "./document.ts";
import { requestCalmly } from "./manage.ts";

/** A credential to try operations with. */
export interface Caller extends DocumentedCaller {
  /** For the message of a failure. */
  readonly name: string;
  /** How the credential travels. */
  readonly request: RequestOptions;
}

export interface Comparison {
  /** What the document says, by operation. */
  readonly expected: readonly DocumentedAnswer[];
  /** One line for each operation that was answered in another way. */
  readonly differences: readonly string[];
}

/**
 * Asks for operations as one caller and compares the answers with the document. The requests cannot do anything when they pass: their query
 * is refused by every operation before it begins, and their ids are nobody's.
 */
export async function compare(
  test: TestPlatform,
  operations: readonly DocumentedOperation[],
  caller: Caller,
): Promise<Comparison> {
  const expected: DocumentedAnswer[] = [];
  const differences: string[] = [];
  for (const operation of operations) {
    const answer = readAnswer(operation, caller);
    const path = operation.path.replaceAll(/\{[^}]+\}/g, "0");
    const found = classify(
      await requestCalmly(test, `${path}?unheardOf=1`, {
        ...caller.request,
        method: operation.method,
        baseUrl: test.platform.gatewayUrl,
      }),
    );
    expected.push(answer);
    if (found !== answer) differences.push(`${operation.id} as ${caller.name}: ${found}, not ${answer}`);
  }
  return { expected, differences };
}

/** What an answer says about rights. Anything but the three answers that the document knows is quoted. */
export function classify({ status, text, json }: PlainResponse): string {
  if (status === 403 && text === '{"message":"Forbidden"}') return "forbidden";
  const code = typeof json === "object" && json !== null ? Reflect.get(json, "code") : undefined;
  if (status === 403 && code === "no_service_access") return "no_service_access";
  if (status === 400 && code === "invalid_query") return "answered";
  if (status === 404 && code === "not_found") return "answered";
  return `${status} ${text}`;
}

/** Gives every item to the next worker that is free; a worker has one at a time. */
export async function inLanes<Item, Worker>(
  workers: readonly Worker[],
  items: readonly Item[],
  work: (item: Item, worker: Worker) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    workers.map(async (worker) => {
      for (const item of queue) await work(item, worker);
    }),
  );
}
