import { type Client, createClient, type NewConfiguration, type Token } from "../sdk/src/index.ts";
import type { Target } from "./target.ts";

/** What the checks share: earlier ones make what later ones use. */
export interface Stage {
  readonly target: Target;
  /** Whose token `target` holds. */
  readonly owner: Client;
  readonly made: Made;
  /** Tells things of this run from those of others. */
  readonly runId: string;
  /** One request to the deployment, as a page or a program would send it. */
  visit(path: string, visit?: Visit): Promise<Answer>;
}

export interface Made {
  serviceAccount?: string;
  publicToken?: Token;
  configuratorId?: string;
  save?: NewConfiguration;
}

export interface Visit {
  readonly method?: string;
  readonly origin?: string;
  readonly bearer?: string;
  readonly body?: object;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
  /** Undefined when the body is not JSON. */
  readonly json: unknown;
}

/** The website whose pages may use the public token of a run; nothing is ever asked of it. */
export const SHOP_ORIGIN = "https://shop.latchkey-verification.example";
export const FOREIGN_ORIGIN = "https://foreign.latchkey-verification.example";

/** A check could not begin, because the one that makes what it needs did not end well. */
export class NotReached extends Error {}

export function createStage(target: Target, runId: string): Stage {
  const { baseUrl, token, fetch } = target;
  return {
    target,
    owner: createClient({ baseUrl, token, fetch }),
    made: {},
    runId,
    visit: async (path, { method = "GET", origin, bearer, body } = {}) => {
      const response = await fetch(baseUrl + path, {
        method,
        redirect: "manual",
        headers: {
          ...(origin !== undefined && { origin }),
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          // As the embed sends it: such a request needs no preflight.
          ...(body !== undefined && { "content-type": "text/plain;charset=UTF-8" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      return { status: response.status, headers: response.headers, bytes, text, json: parseJson(text) };
    },
  };
}

/** @throws NotReached */
export function need<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new NotReached(`there is no ${name}`);
  return value;
}

/** The value of the run's public token. */
export function publicToken({ made }: Stage): string {
  return need(made.publicToken?.token ?? undefined, "public token");
}

/** @throws Error that says what was expected and what came */
export function expectStatus({ status, text }: Answer, expected: number, what: string): void {
  if (status !== expected) throw new Error(`${what} answered ${status} in place of ${expected}: ${text.slice(0, 300)}`);
}

export function assertThat(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}

/** A member of an object that came as JSON. */
export function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
