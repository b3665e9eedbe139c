import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Listener, listen } from "../../../local/http/listen.ts";
import { createCart } from "../../../local/shop/cart.ts";
import { createShop } from "../../../local/shop/shop.ts";
import vectors from "../../vectors/quotes.json" with { type: "json" };
import { createFolder, removeFolder } from "./fixture.ts";

const folder = createFolder({
  "pages/index.html":
    '<script src="{{scriptUrl}}" data-token="{{publicToken}}" data-configurator="{{configuratorId}}"></script>{{baseUrl}} {{uploadsUrl}}{{other}}',
  "pages/de/index.html": "<p>{{configuratorId}}</p>",
  "pages/style.css": "a { b: {{publicToken}} }",
  "secret.txt": "not for the shop",
});
const cart = createCart({ baseUrl: "http://localhost:1", workspaceId: "ws_1", configuratorId: "cfg_1" });
let listener: Listener;
beforeAll(async () => {
  const values = {
    baseUrl: "http://localhost:1",
    scriptUrl: "http://localhost:1/embed.js",
    uploadsUrl: "http://localhost:2",
    publicToken: "lkp_1",
    configuratorId: 'cfg_"1"',
  };
  listener = await listen(0, createShop({ directory: `${folder}/pages`, values, cart }));
});
afterAll(async () => {
  await listener.close();
  removeFolder(folder);
});

async function get(path: string, host = "shop.localhost:8788", method = "GET", body = "") {
  const { request } = await import("node:http");
  return new Promise<{ status: number | undefined; type: string | undefined; text: string }>((resolve, reject) => {
    request({ host: "127.0.0.1", port: listener.port, path, method, headers: { host } }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, type: response.headers["content-type"], text }));
    })
      .on("error", reject)
      .end(body);
  });
}

describe("the demo shop", () => {
  it("fills in its pages, escaped, and leaves other files and unknown names as they are", async () => {
    expect(await get("/")).toEqual({
      status: 200,
      type: "text/html; charset=utf-8",
      text: '<script src="http://localhost:1/embed.js" data-token="lkp_1" data-configurator="cfg_&#34;1&#34;"></script>http://localhost:1 http://localhost:2{{other}}',
    });
    expect((await get("/de/?latchkey=1")).text).toBe("<p>cfg_&#34;1&#34;</p>");
    expect(await get("/style.css")).toMatchObject({ type: "text/css", text: "a { b: {{publicToken}} }" });
  });

  it("serves every name that ends in localhost alike, and no other", async () => {
    for (const host of ["localhost:8788", "evil.localhost", "a.b.LOCALHOST:1", "127.0.0.1:8788"])
      expect((await get("/", host)).status).toBe(200);
    for (const host of ["example.com", "localhost.example.com", "evillocalhost"])
      expect((await get("/", host)).status).toBe(421);
  });

  it("serves nothing outside its folder", async () => {
    for (const path of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e%5csecret.txt",
      "/none",
      "/%00",
      "/%zz",
      "/de",
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
    expect((await get("/", undefined, "POST")).status).toBe(405);
  });

  it("takes a price from a quote that it can verify, and from nothing else", async () => {
    const add = async (body: string) => {
      const { status, text } = await get("/cart", undefined, "POST", body);
      return [status, text];
    };
    const price = { currency: "EUR", amount: 1 };
    expect(await add(JSON.stringify({ price }))).toEqual([400, '{"code":"quote_missing"}']);
    expect(await add("not JSON")).toEqual([400, '{"code":"quote_missing"}']);
    expect(await add(JSON.stringify({ quote: "a.b.c", price }))).toEqual([422, '{"code":"malformed"}']);
    // Nothing listens where its keys would be.
    const quote = vectors.quotes.find(({ code }) => code === null)?.quote;
    expect(await add(JSON.stringify({ quote }))).toEqual([503, '{"code":"keys_not_available"}']);
    expect((await add(JSON.stringify({ quote: "a".repeat(100_000) })))[0]).toBe(413);
    expect((await get("/cart")).status).toBe(404);
  });
});
