import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bundleEmbed } from "../../../../embed/build.ts";
import type { SavedConfiguration } from "../../../../embed/src/core/types.ts";
import type { ConfiguratorDocument } from "../../../../functions/domain/configurator/document.ts";
import { evaluate } from "../../../../functions/domain/configurator/evaluate.ts";
import { inLanguage } from "../../../../functions/domain/configurator/in-language.ts";
import { migrate } from "../../../../functions/domain/configurator/migrate.ts";
import { parseValues } from "../../../../functions/domain/configurator/parse-values.ts";
import { listen, type RunningServer } from "./listen.ts";

export const TOKEN = `lkp_${"a".repeat(61)}`;
export const CONFIGURATOR_ID = "cfg_abcdefghijkl";

export interface RecordedRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  /** Of a load. */
  readonly language: string | null;
  readonly token: string | null;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface SentEvent {
  readonly id: string;
  readonly name: string;
  readonly configuratorId: string;
  readonly occurredAt: string;
  readonly properties?: Readonly<Record<string, string | number | boolean>>;
}

/** An answer in place of the usual one. `"drop"` cuts the connection. */
type Override = { readonly status: number; readonly body: unknown } | "drop";

/** What the embed talks to, as small as possible; it answers like the real API, and only pages on allowed origins. */
export interface FakeApi extends RunningServer {
  readonly requests: RecordedRequest[];
  /** Every event that arrived, as often as it arrived. */
  readonly events: SentEvent[];
  readonly allowedOrigins: Set<string>;
  /** Path prefix to an answer, or to a wait in milliseconds before the usual one. */
  readonly overrides: Map<string, Override | number>;
  publish(document: ConfiguratorDocument): void;
  /** Forgets everything and publishes the first document again. */
  reset(): void;
}

export async function startFakeApi(document: ConfiguratorDocument): Promise<FakeApi> {
  const files = await embedFiles();
  const versions = [document];
  const saves = new Map<string, SavedConfiguration>();
  const requests: RecordedRequest[] = [];
  const events: SentEvent[] = [];
  const allowedOrigins = new Set<string>();
  const overrides = new Map<string, Override | number>();

  const answer = (request: RecordedRequest): { status: number; body: unknown } => {
    const published = { version: versions.length, document: versions[versions.length - 1] ?? document };
    const { path, body } = request;
    if (path === `/embed/v1/configurators/${CONFIGURATOR_ID}`) {
      const { language } = request;
      const reduced = language === null ? undefined : inLanguage(published.document, language);
      const one = reduced && { language, document: reduced };
      return { status: 200, body: { configuratorId: CONFIGURATOR_ID, ...published, ...one } };
    }
    if (path === "/embed/v1/configurations" && request.method === "POST") {
      const { version, values, ...rest } = JSON.parse(body);
      if (version !== published.version) return problem(409, "version_not_published");
      const parsed = parseValues(published.document, values);
      if (!parsed.ok || rest.configuratorId !== CONFIGURATOR_ID) return problem(422, "values_not_accepted");
      const { values: complete, price } = evaluate(published.document, parsed.values);
      const shortId = createHash("sha256").update(`${saves.size}`).digest("hex").slice(0, 16);
      const createdAt = "2026-11-22T12:00:00.000Z";
      const saved = { shortId, configuratorId: CONFIGURATOR_ID, version, values: complete, price, createdAt };
      saves.set(shortId, saved);
      return { status: 201, body: { ...saved, editKey: `ek_${shortId}` } };
    }
    const saved = saves.get(path.replace("/embed/v1/configurations/", ""));
    if (saved) {
      const current = { version: published.version };
      const own = versions[saved.version - 1] ?? document;
      const migration =
        saved.version === published.version
          ? null
          : { ...migrate({ ...saved, document: own }, published.document), ...published };
      return { status: 200, body: { ...saved, document: own, current, migration } };
    }
    if (path === "/embed/v1/uploads" && request.method === "POST") {
      const uploadId = `upl_${String(requests.length).padStart(22, "0")}`;
      const fields = { key: uploadId, policy: "fake" };
      return {
        status: 200,
        body: { uploadId, url: `${server.url}/bucket`, fields, expiresAt: "2026-11-22T13:00:00.000Z" },
      };
    }
    const uploadId = /^\/embed\/v1\/uploads\/(\w+)\/complete$/.exec(path)?.[1];
    if (uploadId) return { status: 200, body: { uploadId } };
    if (path.endsWith("/quote")) {
      return { status: 200, body: { quote: "fake.quote.signature", expiresAt: "2026-11-22T13:00:00.000Z" } };
    }
    if (path === "/embed/v1/events") {
      const batch: SentEvent[] = JSON.parse(body).events;
      const known = new Set(events.map(({ id }) => id));
      events.push(...batch);
      const duplicates = batch.filter(({ id }) => known.has(id)).length;
      return { status: 200, body: { accepted: batch.length - duplicates, duplicates, rejected: [] } };
    }
    return problem(404, "not_found");
  };

  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const request = await record(message);
    const file = files.get(request.path);
    if (file !== undefined) return sendScript(response, file);
    requests.push(request);
    const origin = message.headers.origin ?? "";
    // The bucket of the uploads: another service, that knows no token.
    if (request.path === "/bucket")
      return void response.writeHead(204, { "access-control-allow-origin": origin }).end();
    const isAllowed = allowedOrigins.has(origin) && request.token === TOKEN;
    const override = [...overrides].find(([prefix]) => request.path.startsWith(prefix))?.[1];
    if (override === "drop") return void message.socket.destroy();
    if (typeof override === "number") await new Promise((resolve) => setTimeout(resolve, override));
    if (request.path === "/embed/v1/diagnose")
      return sendJson(
        response,
        origin,
        200,
        diagnosis(isAllowed || (request.body.includes(TOKEN) && allowedOrigins.has(origin))),
      );
    if (!isAllowed) return sendJson(response, undefined, 403, { message: "Forbidden" });
    const { status, body } = typeof override === "object" ? override : answer(request);
    sendJson(response, origin, status, body);
  };

  const reset = () => {
    versions.length = 1;
    requests.length = 0;
    events.length = 0;
    saves.clear();
    allowedOrigins.clear();
    overrides.clear();
  };

  const server = await listen(
    // A page may give up a request halfway.
    createServer((message, response) => void handle(message, response).catch(() => response.destroy())),
    "localhost",
  );
  return { ...server, requests, events, allowedOrigins, overrides, publish: (next) => void versions.push(next), reset };
}

async function embedFiles(): Promise<ReadonlyMap<string, string>> {
  const { core, ui, extras, viewer } = await bundleEmbed();
  return new Map([
    ["/embed.js", core.code],
    [`/${core.path}`, core.code],
    [`/${ui.path}`, ui.code],
    [`/${extras.path}`, extras.code],
    [`/${viewer.path}`, viewer.code],
  ]);
}

async function record(message: IncomingMessage): Promise<RecordedRequest> {
  const url = new URL(message.url ?? "/", "http://fake");
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString("utf8");
  const token = url.searchParams.get("access_token");
  const language = url.searchParams.get("language");
  return { method: message.method ?? "", path: url.pathname, language, token, headers: message.headers, body };
}

export function problem(status: number, code: string) {
  return {
    status,
    body: { type: `https://docs.example/errors/${code}`, title: code, status, code, requestId: "fake" },
  };
}

function diagnosis(isAllowed: boolean) {
  if (isAllowed)
    return { decision: "allow", reason: null, message: "Allowed.", fix: null, docs: "https://docs.example/" };
  const docs = "https://docs.example/errors/origin_not_listed";
  return {
    decision: "deny",
    reason: "origin_not_listed",
    message: "This website is not listed.",
    fix: "Add it.",
    docs,
  };
}

function sendScript(response: ServerResponse, code: string): void {
  const headers = { "content-type": "text/javascript; charset=utf-8", "access-control-allow-origin": "*" };
  response.writeHead(200, { ...headers, "cross-origin-resource-policy": "cross-origin" }).end(code);
}

function sendJson(response: ServerResponse, origin: string | undefined, status: number, body: unknown): void {
  const cors = origin === undefined ? {} : { "access-control-allow-origin": origin, vary: "Origin" };
  response.writeHead(status, { "content-type": "application/json", ...cors }).end(JSON.stringify(body));
}
