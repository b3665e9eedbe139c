import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createClient, NetworkError, TimeoutError, UnexpectedResponseError } from "../../../sdk/src/index.ts";
import { PRIVATE_TOKEN, PUBLIC_TOKEN, rejectionOf } from "./support/fake-api.ts";

/** The client with the fetch of this runtime, against a real server. */
interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(answer: (response: ServerResponse, count: number) => void) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method, url, headers } = request;
    received.push({ method, url, headers, body });
    answer(response, received.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { received, baseUrl: `http://127.0.0.1:${address.port}` };
}

const noPause = { wait: async () => {} };

describe("over a real connection", () => {
  it("sends an embed request without anything that needs a preflight, and the origin that was asked for", async () => {
    const { received, baseUrl } = await serve((response) =>
      response.end('{"accepted":0,"duplicates":0,"rejected":[]}'),
    );
    const client = createClient({ baseUrl, token: PUBLIC_TOKEN, headers: { origin: "https://shop.example.com" } });
    await client.embed.track({ events: [] });
    expect(received[0]).toMatchObject({
      method: "POST",
      url: `/embed/v1/events?access_token=${PUBLIC_TOKEN}`,
      headers: { origin: "https://shop.example.com", "content-type": "text/plain;charset=UTF-8" },
      body: '{"events":[]}',
    });
    expect(received[0]?.headers).not.toHaveProperty("authorization");
  });

  it("repeats a creation that the server cut off, under one idempotency key", async () => {
    const { received, baseUrl } = await serve((response, count) => {
      if (count === 1) response.destroy();
      else response.writeHead(201, { "content-type": "application/json" }).end('{"id":"web-shop"}');
    });
    const client = createClient({ baseUrl, token: PRIVATE_TOKEN, runtime: noPause });
    await expect(client.serviceAccounts.create({ name: "web-shop" })).resolves.toEqual({ id: "web-shop" });
    expect(received).toHaveLength(2);
    expect(received[0]?.headers["idempotency-key"]).toMatch(/^[0-9a-f]{32}$/);
    expect(received[1]?.headers["idempotency-key"]).toBe(received[0]?.headers["idempotency-key"]);
    expect(received[0]?.headers["content-type"]).toBe("application/json");
  });

  it("ends an attempt whose body never ends", async () => {
    const { baseUrl } = await serve((response) => response.writeHead(200).write("{"));
    const client = createClient({ baseUrl, token: PRIVATE_TOKEN, timeoutMs: 50, maxRetries: 0 });
    expect(await rejectionOf(client.whoami())).toBeInstanceOf(TimeoutError);
  });

  it("does not carry a token to where a redirect points", async () => {
    const elsewhere = await serve((response) => response.end("{}"));
    const { baseUrl } = await serve((response) => response.writeHead(307, { location: elsewhere.baseUrl }).end());
    const client = createClient({ baseUrl, token: PRIVATE_TOKEN });
    expect(await rejectionOf(client.whoami())).toBeInstanceOf(UnexpectedResponseError);
    expect(elsewhere.received).toHaveLength(0);
  });

  it("names what kept it from connecting", async () => {
    const { baseUrl } = await serve(() => {});
    for (const close of closers.splice(0)) await close();
    const client = createClient({ baseUrl, token: PRIVATE_TOKEN, runtime: noPause });
    const error = await rejectionOf(client.whoami());
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toHaveProperty("message", expect.stringContaining("ECONNREFUSED"));
  });
});
