import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { listen, type RunningServer } from "./listen.ts";

const SHOP = join(import.meta.dirname, "../../../../demo/shop");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".glb": "model/gltf-binary",
};

export interface FakeShop extends RunningServer {
  /** Path to a page of a test's own. */
  readonly pages: Map<string, string>;
}

/** The demo shop, and pages that tests add. */
export async function startFakeShop(values: () => Readonly<Record<string, string>>): Promise<FakeShop> {
  const pages = new Map<string, string>();
  const read = async (path: string): Promise<Buffer | string> => {
    const page = pages.get(path) ?? (await readFile(join(SHOP, path)));
    if (extname(path) !== ".html") return page;
    return Object.entries(values()).reduce(
      (html, [name, value]) => html.replaceAll(`{{${name}}}`, value),
      String(page),
    );
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://fake");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    read(path).then(
      (body) => response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain" }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  return { ...(await listen(server, "shop.localhost")), pages };
}
