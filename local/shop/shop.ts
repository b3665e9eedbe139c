import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { contentTypeOf } from "../http/content-types.ts";
import { readBody } from "../http/message.ts";
import type { CartAnswer } from "./cart.ts";

/** What the shop's pages are filled in with: the script tag's address and its attributes, and what their policy allows. */
export interface ShopValues {
  readonly baseUrl: string;
  readonly scriptUrl: string;
  /** Where shoppers' files are sent to. */
  readonly uploadsUrl: string;
  readonly publicToken: string;
  readonly configuratorId: string;
}

export interface ShopOptions {
  /** Folder of the static pages. Every `{{name}}` in a `.html` file is replaced. */
  readonly directory: string;
  readonly values: ShopValues;
  /** The shop's backend: answers what the page posts to `/cart`. */
  readonly cart: (text: string) => Promise<CartAnswer>;
}

const CART_BYTES_MAX = 100_000;

/**
 * The demo shop: one site under every name that ends in `localhost`, each of which is an origin of its own. The token lists
 * `shop.localhost` only, so the same page on `evil.localhost` gets nothing.
 */
export function createShop({ directory, values, cart }: ShopOptions) {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLocalHost(request.headers.host))
      return send(response, 421, "This shop answers names that end in localhost.");
    if (request.method === "POST" && request.url === "/cart") return addToCart(request, response);
    if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405, "This shop has pages only.");
    const file = fileOf(request.url ?? "/");
    const content = file === undefined ? undefined : await readFileOrNothing(join(directory, file));
    if (file === undefined || content === undefined) return send(response, 404, "There is no such page.");
    const isPage = extname(file) === ".html";
    const body = isPage ? Buffer.from(fillIn(content.toString("utf8"), values)) : content;
    response.writeHead(200, {
      "content-type": isPage ? "text/html; charset=utf-8" : (contentTypeOf(file) ?? "application/octet-stream"),
      "content-length": body.length,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  async function addToCart(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBody(request, CART_BYTES_MAX);
    if (bytes === undefined) return send(response, 413, "Nothing that large goes into this cart.");
    const { status, body } = await cart(bytes.toString("utf8"));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response).catch(() => send(response, 500, "The shop could not answer."));
  };
}

/** @returns undefined for a path that leaves the folder or is not one */
function fileOf(url: string): string | undefined {
  const [path = "/"] = url.split("?");
  try {
    const decoded = decodeURIComponent(path);
    if (!decoded.startsWith("/") || decoded.includes("\0") || decoded.split(/[/\\]/).includes("..")) return undefined;
    return decoded.endsWith("/") ? `${decoded}index.html` : decoded;
  } catch {
    return undefined;
  }
}

async function readFileOrNothing(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}

function fillIn(html: string, values: ShopValues): string {
  return html.replace(
    /\{\{(baseUrl|scriptUrl|uploadsUrl|publicToken|configuratorId)\}\}/g,
    (_, name: keyof ShopValues) => escapeHtml(values[name]),
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isLocalHost(host: string | undefined): boolean {
  return /^(?:[\w.-]+\.)?localhost(?::\d+)?$|^127\.0\.0\.1(?::\d+)?$|^\[::1\](?::\d+)?$/i.test(host ?? "");
}

function send(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}
