import type { TokenSource } from "./credential.ts";
import { DEFAULT_RUNTIME, type Runtime } from "./runtime.ts";
import { parseBaseUrl } from "./url.ts";

export interface ClientOptions {
  /** Address of the deployment, such as `https://latchkey.example.com`. http is for loopback hosts only. */
  readonly baseUrl: string;
  /**
   * A private token (`lks_…`) on servers, a public token (`lkp_…`) on web pages, or the JWT of a console session; or a function that gives one,
   * asked before every attempt. Without it only the open operations work.
   */
  readonly token?: TokenSource;
  /** The workspace that a console session means. Tokens belong to one and need none. */
  readonly workspaceId?: string;
  /** Time limit of one attempt, body included, in milliseconds. Default 30 000, which is as long as the gateway waits for a function. */
  readonly timeoutMs?: number;
  /** How often a request is sent again, at most. Default 2, so three attempts; 0 turns retries off. */
  readonly maxRetries?: number;
  /** Sent with every request. The client's own headers win. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Accept `http://` for other hosts than loopback ones. Tokens can then be read on the way. Default false. */
  readonly allowInsecureHttp?: boolean;
  /** Default: the global `fetch`. */
  readonly fetch?: Runtime["fetch"];
  /** Clock, randomness and timers, for tests. */
  readonly runtime?: Partial<Omit<Runtime, "fetch">>;
}

export interface RequestOptions {
  /** Ends the call, its waits included; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Time limit of one attempt in milliseconds. Default: the client's. */
  readonly timeoutMs?: number;
  /** Default: the client's. */
  readonly maxRetries?: number;
}

/** For operations that create something. */
export interface CreateOptions extends RequestOptions {
  /**
   * 1 to 128 visible ASCII characters. Within 24 hours the same key gives the outcome of the first request again. Default: a new random key
   * per call, the same for all its attempts. Give your own to repeat a call safely after a crash of your program.
   */
  readonly idempotencyKey?: string;
}

/** Options with their defaults, checked. */
export interface Settings {
  readonly baseUrl: string;
  readonly token: TokenSource | undefined;
  readonly workspaceId: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly runtime: Runtime;
}

export interface Limits {
  readonly timeoutMs: number;
  readonly maxRetries: number;
}

const DEFAULT_LIMITS: Limits = { timeoutMs: 30_000, maxRetries: 2 };
const TIMER_MS_MAX = 2 ** 31 - 1;
const RETRIES_MAX = 10;

/** Throws TypeError or RangeError for options that cannot work. */
export function parseOptions(options: ClientOptions): Settings {
  return {
    baseUrl: parseBaseUrl(options.baseUrl, options.allowInsecureHttp === true),
    token: options.token,
    workspaceId: options.workspaceId,
    headers: options.headers ?? {},
    limits: parseLimits(options, DEFAULT_LIMITS),
    runtime: { ...DEFAULT_RUNTIME, ...options.runtime, ...(options.fetch && { fetch: options.fetch }) },
  };
}

export function parseLimits({ timeoutMs, maxRetries }: Partial<Limits>, defaults: Limits): Limits {
  return {
    timeoutMs: parseWhole("timeoutMs", timeoutMs ?? defaults.timeoutMs, 1, TIMER_MS_MAX),
    maxRetries: parseWhole("maxRetries", maxRetries ?? defaults.maxRetries, 0, RETRIES_MAX),
  };
}

export function parseIdempotencyKey(key: string): string {
  if (!/^[\x21-\x7e]{1,128}$/.test(key)) {
    throw new TypeError("idempotencyKey must be 1 to 128 visible ASCII characters without spaces");
  }
  return key;
}

function parseWhole(name: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} must be a whole number from ${min} to ${max}`);
  }
  return value;
}
