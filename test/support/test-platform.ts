import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { Demo } from "../../local/demo.ts";
import { type Platform, type PlatformOptions, startPlatform } from "../../local/platform.ts";
import { createRecording, RECORDINGS_VARIABLE, writeRecordings } from "../../privileges/recording.ts";
import { createClient } from "../../sdk/src/index.ts";

/** The whole platform on free ports with data of its own, and clients for it. */
export interface TestPlatform {
  readonly platform: Platform;
  readonly demo: Demo;
  readonly dataDirectory: string;
  /** The SDK with the demo's owner token. */
  readonly owner: ReturnType<typeof createClient>;
  /** The SDK with another token. */
  client(token: string): ReturnType<typeof createClient>;
  /** One plain request to the front door. */
  request(path: string, options?: RequestOptions): Promise<PlainResponse>;
  /** Stops the platform and removes its data. */
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly method?: string;
  readonly token?: string;
  readonly origin?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the CloudFront distribution. */
  readonly baseUrl?: string;
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, or undefined when it is not JSON. */
  readonly json: unknown;
}

export interface TestPlatformOptions extends Partial<PlatformOptions> {
  /** Whether the demo has 90 days of shoppers, which takes some seconds. @default false */
  readonly traffic?: boolean;
}

export async function startTestPlatform({
  traffic = false,
  ...options
}: TestPlatformOptions = {}): Promise<TestPlatform> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), "latchkey-test-"));
  const platform = await startPlatform({ assemblyDirectory: inject("assemblyDirectory"), ...options, dataDirectory });
  const { demo } = platform;
  if (demo === undefined) throw new Error("the test platform was started without its demo");
  if (traffic) await platform.addTraffic();
  const client = (token: string) => createClient({ baseUrl: platform.baseUrl, token });
  return {
    platform,
    demo,
    dataDirectory,
    owner: client(demo.ownerToken),
    client,
    request: (path, request) => send(request?.baseUrl ?? platform.baseUrl, path, request),
    close: async () => {
      await platform.stop();
      const recordings = process.env[RECORDINGS_VARIABLE];
      if (recordings !== undefined) writeRecordings(recordings, platform.store.roleUses().map(createRecording));
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function send(
  baseUrl: string,
  path: string,
  { method = "GET", token, origin, body, headers = {} }: RequestOptions = {},
): Promise<PlainResponse> {
  const response = await fetch(baseUrl + path, {
    method,
    redirect: "manual",
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(origin !== undefined && { origin }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
