import { randomUUID } from "node:crypto";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createDemoConfigurator } from "../demo/product.ts";
import type { Demo } from "../local/demo.ts";
import type { Platform } from "../local/platform.ts";
import { PRICES } from "./prices.ts";

/** Makes requests straight to the API, and hands over its access log as it grows. */
export interface Sender {
  readonly origin: string;
  readonly eventsPerBatch: number;
  readonly callsPerRound: number;
  readonly languages: readonly string[];
  /** As the embed asks, in one of the languages. */
  loadPath(index: number): string;
  /**
   * Evenly over the time, by all tokens in turn, and never two at once: on a machine that is slower than AWS they would meet in more containers, of
   * which each reads its own records.
   */
  loads(count: number, withinMs: number): Promise<void>;
  saves(count: number): Promise<void>;
  events(batches: number): Promise<void>;
  /** Some lists, one token that is read and edited, and who one is. */
  management(rounds: number): Promise<void>;
  begin(): void;
  /** Units in which the API bills the requests since `begin`. */
  apiUnits(): number;
  /** Everything in the access log has been handed over. */
  delivered(): Promise<void>;
}

export interface SenderOptions {
  readonly platform: Platform;
  readonly demo: Demo;
  readonly publicTokens: readonly string[];
  readonly linesPerDelivery: number;
}

/** What a page sends in its first moments, and what a shopper does then. */
const EVENT_NAMES = [
  "load",
  "view",
  "option_chosen",
  "option_chosen",
  "option_chosen",
  "price_shown",
  "save",
  "add_to_cart",
];

interface Sent {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

export function createSender({ platform, demo, publicTokens, linesPerDelivery }: SenderOptions): Sender {
  const { configuratorId, shopUrl: origin, publicTokenId } = demo;
  let units = 0;
  let undelivered = 0;
  const deliveries: Promise<void>[] = [];

  async function send(path: string, { method = "GET", headers, body }: Sent): Promise<void> {
    const text = body && JSON.stringify(body);
    const response = await fetch(platform.gatewayUrl + path, {
      method,
      headers,
      ...(text !== undefined && { body: text }),
    });
    const bytes = Math.max(text?.length ?? 0, (await response.arrayBuffer()).byteLength);
    if (!response.ok) throw new Error(`${method} ${path.split("?")[0]} was answered ${response.status}`);
    units += Math.max(1, Math.ceil(bytes / PRICES.httpApiMeteredBytes));
    undelivered += 1;
    if (undelivered < linesPerDelivery) return;
    undelivered = 0;
    deliveries.push(platform.deliverLogs());
  }

  const tokenAt = (index: number) => publicTokens[index % publicTokens.length] ?? "";
  const languages = createDemoConfigurator().locales;
  const loadPath = (index: number) =>
    `/embed/v1/configurators/${configuratorId}?language=${languages[index % languages.length]}&access_token=${tokenAt(index)}`;
  const fromPage = { origin, "content-type": "text/plain" };
  const asOwner = { authorization: `Bearer ${demo.ownerToken}`, "content-type": "application/json" };

  return {
    origin,
    languages,
    eventsPerBatch: EVENT_NAMES.length,
    callsPerRound: 4,
    loadPath,
    async loads(count, withinMs) {
      const startedAt = Date.now();
      for (let index = 0; index < count; index += 1) {
        await sleep(Math.max(0, startedAt + (index * withinMs) / count - Date.now()));
        await send(loadPath(index), { headers: { origin } });
      }
    },
    async saves(count) {
      for (let index = 0; index < count; index += 1) {
        const body = { configuratorId, values: { shade: "cone", shadeColor: "ink", base: "oak" } };
        const path = `/embed/v1/configurations?access_token=${tokenAt(index)}`;
        await send(path, { method: "POST", headers: fromPage, body });
      }
    },
    async events(batches) {
      for (let index = 0; index < batches; index += 1) {
        const occurredAt = new Date().toISOString();
        const events = EVENT_NAMES.map((name) => ({
          id: randomUUID(),
          name,
          configuratorId,
          occurredAt,
          ...(name === "option_chosen" && { properties: { attributeId: "shade", to: "cone" } }),
        }));
        const path = `/embed/v1/events?access_token=${tokenAt(index)}`;
        await send(path, { method: "POST", headers: fromPage, body: { events } });
      }
    },
    async management(rounds) {
      for (let index = 0; index < rounds; index += 1) {
        await send("/v1/tokens?limit=25", { headers: asOwner });
        await send(`/v1/tokens/${publicTokenId}`, { headers: asOwner });
        const body = { note: `edited ${index}` };
        await send(`/v1/tokens/${publicTokenId}`, { method: "PATCH", headers: asOwner, body });
        await send("/v1/whoami", { headers: asOwner });
      }
    },
    begin() {
      units = 0;
    },
    apiUnits: () => units,
    async delivered() {
      undelivered = 0;
      deliveries.push(platform.deliverLogs());
      await Promise.all(deliveries.splice(0));
    },
  };
}

/** Bytes of one answer of the edge to a browser, as they are on the wire of HTTP/1.1: with the headers, which HTTP/2 makes shorter. */
export function bytesOfAnswer({ baseUrl }: Pick<Platform, "baseUrl">, path: string, origin: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { origin, "accept-encoding": "gzip, deflate, br, zstd" };
    get(baseUrl + path, { agent: false, headers }, (response) => {
      const { socket, statusCode } = response;
      response.resume();
      response.on("error", reject);
      response.on("end", () =>
        statusCode === 200 ? resolve(socket.bytesRead) : reject(new Error(`the edge answered ${statusCode}`)),
      );
    }).on("error", reject);
  });
}
