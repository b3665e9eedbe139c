import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { OPERATIONS, type OperationId } from "../../../contract/operations.ts";
import type { PlainResponse, RequestOptions, TestPlatform } from "../test-platform.ts";

/** One call of the tour. */
export interface Visit extends RequestOptions {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly status: number;
}

/** How the parts of the tour call the API. Each call fails when its status is not the expected one. */
export interface Guide {
  readonly test: TestPlatform;
  readonly visited: Set<OperationId>;
  call(id: OperationId, visit: Visit): Promise<PlainResponse>;
  /** With the demo's owner token. */
  manage(id: OperationId, visit: Visit): Promise<PlainResponse>;
  /** As a page of the demo shop. */
  embed(id: OperationId, visit: Visit): Promise<PlainResponse>;
}

export function createGuide(test: TestPlatform): Guide {
  const visited = new Set<OperationId>();
  const { demo } = test;

  async function call(id: OperationId, visit: Visit): Promise<PlainResponse> {
    const { method, path } = OPERATIONS[id];
    const url = path.replaceAll(/\{([\w+]+)\}/g, (_, name: string) => visit.path?.[name] ?? "");
    const answer = await test.request(url + (visit.query ?? ""), { method, ...visit });
    expect(`${id} ${answer.status} ${visit.status === answer.status ? "" : answer.text}`.trim()).toBe(
      `${id} ${visit.status}`,
    );
    visited.add(id);
    return answer;
  }
  return {
    test,
    visited,
    call,
    manage: (id, visit) => call(id, { token: demo.ownerToken, ...visit }),
    embed: (id, visit) =>
      call(id, {
        origin: demo.shopUrl,
        ...visit,
        headers: { "content-type": "text/plain", ...visit.headers },
        query: `?access_token=${demo.publicToken}`,
      }),
  };
}

/** Headers of a request that is done once. */
export function once() {
  return { "idempotency-key": randomUUID() };
}

/** A text field of an answer. */
export function idOf({ json }: Pick<PlainResponse, "json">, name = "id"): string {
  const value = typeof json === "object" && json !== null ? Reflect.get(json, name) : undefined;
  if (typeof value !== "string") throw new Error(`the answer has no ${name}`);
  return value;
}
