import type { LookupAddress } from "node:dns";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createReceiverRules } from "../../../functions/domain/receiver-address.ts";
import { createReceiver, type ReceiverOptions, type ResolveAll } from "../../../functions/webhook-delivery/receiver.ts";

const HERE = createReceiverRules(["127.0.0.1/32"]);
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A receiver on this machine, and what reached it. */
async function listen(
  answer: RequestListener,
): Promise<{ port: number; seen: { request: IncomingMessage; body: string }[] }> {
  const seen: { request: IncomingMessage; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ request, body: Buffer.concat(chunks).toString() });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return { port: address.port, seen };
}

const post = (url: string, options: Partial<ReceiverOptions> = {}) =>
  createReceiver({ rules: HERE, ...options })({ url, headers: { "webhook-id": "msg_1" }, body: '{"ü":1}' });

const answers = (...addresses: string[]): ResolveAll =>
  vi.fn((_: string, callback: Parameters<ResolveAll>[1]) =>
    callback(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    ),
  );

describe("a message", () => {
  it("is posted with its headers and its exact bytes", async () => {
    const { port, seen } = await listen((_, response) => response.writeHead(204).end());
    expect(await post(`http://127.0.0.1:${port}/hook?a=1`)).toEqual({ delivered: true, responseStatus: 204 });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body).toBe('{"ü":1}');
    expect(seen[0]?.request).toMatchObject({
      method: "POST",
      url: "/hook?a=1",
      headers: {
        "webhook-id": "msg_1",
        "content-type": "application/json",
        "content-length": "8",
        "user-agent": "Latchkey-Webhooks/1",
      },
    });
  });

  it.each([199 + 1, 299])("is delivered when the answer is %d", async (status) => {
    const { port } = await listen((_, response) => response.writeHead(status).end());
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: true, responseStatus: status });
  });

  it.each([300, 400, 404, 410, 429, 500, 503])("is not delivered when the answer is %d", async (status) => {
    const { port } = await listen((_, response) => response.writeHead(status).end());
    const outcome = { delivered: false, failure: "status_not_2xx", responseStatus: status };
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual(outcome);
  });

  it("does not follow a redirect", async () => {
    const other = await listen((_, response) => response.end());
    const { port } = await listen((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${other.port}/` }).end(),
    );
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ delivered: false, responseStatus: 307 });
    expect(other.seen).toEqual([]);
  });

  it("is delivered as soon as the status is there: what follows is not waited for", async () => {
    const { port } = await listen((_, response) => {
      response.writeHead(200).write("x".repeat(1000));
      const flood = setInterval(() => response.write("x".repeat(100_000)), 1);
      response.on("close", () => clearInterval(flood));
    });
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: true, responseStatus: 200 });
  });
});

describe("a receiver that does not answer well", () => {
  it("has the given time and no more", async () => {
    const { port } = await listen(() => {});
    const began = Date.now();
    expect(await post(`http://127.0.0.1:${port}/`, { timeoutMs: 100 })).toEqual({
      delivered: false,
      failure: "timeout",
    });
    expect(Date.now() - began).toBeLessThan(2000);
  });

  it("that closes the connection, or is not there, is told apart from a slow one", async () => {
    const { port } = await listen((request) => request.socket.destroy());
    const failed = { delivered: false, failure: "connection_failed" };
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual(failed);
    expect(await post("http://127.0.0.1:1/")).toEqual(failed);
  });

  it("that speaks no TLS where it should is a failure of TLS", async () => {
    const { port } = await listen((_, response) => response.end());
    expect(await post(`https://127.0.0.1:${port}/`)).toEqual({ delivered: false, failure: "tls_failed" });
  });

  it("whose name does not exist is a failure of its own", async () => {
    const lookup: ResolveAll = (_, callback) => callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []);
    const outcome = await post("https://shop.example/", { lookup });
    expect(outcome).toEqual({ delivered: false, failure: "name_not_resolved" });
  });
});

describe("where a message may go", () => {
  const refused = { delivered: false, failure: "address_refused" };

  it.each([
    "http://127.0.0.1",
    "https://127.0.0.1",
    "https://127.1",
    "https://0x7f000001",
    "https://2130706433",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1",
    "ftp://8.8.8.8",
    "file:///etc/passwd",
  ])("%s is refused without networks of the deployer's", async (url) => {
    expect(await post(url, { rules: createReceiverRules([]) })).toEqual(refused);
  });

  it("is judged by what the name stands for when it is connected to, each time anew", async () => {
    const { port, seen } = await listen((_, response) => response.end());
    let calls = 0;
    // The first answer is public, the second is not: what a name does that is rebound.
    const lookup: ResolveAll = (_, callback) => {
      calls += 1;
      callback(null, [{ address: calls === 1 ? "192.0.2.1" : "127.0.0.1", family: 4 }]);
    };
    const rules = { allowsPlainText: true, permits: (address: string) => address === "192.0.2.1" };
    const send = createReceiver({ rules, lookup, timeoutMs: 200 });
    const message = { url: `http://rebound.example:${port}/`, headers: {}, body: "{}" };
    expect((await send(message)).delivered).toBe(false);
    expect(await send(message)).toEqual(refused);
    expect(calls).toBe(2);
    expect(seen).toEqual([]);
  });

  it("needs every address of the name to be permitted", async () => {
    const { port, seen } = await listen((_, response) => response.end());
    const url = `http://two.example:${port}/`;
    expect(await post(url, { lookup: answers("127.0.0.1", "10.0.0.1") })).toEqual(refused);
    expect(await post(url, { lookup: answers("10.0.0.1", "127.0.0.1") })).toEqual(refused);
    expect(await post(url, { lookup: answers() })).toEqual(refused);
    expect(seen).toEqual([]);
    expect(await post(url, { lookup: answers("127.0.0.1", "127.0.0.1") })).toMatchObject({ delivered: true });
  });

  it("is asked of the resolver with the name, and is then connected to by that very answer", async () => {
    const { port, seen } = await listen((_, response) => response.end());
    const lookup = answers("127.0.0.1");
    expect(await post(`http://name.that.does.not.exist.invalid:${port}/`, { lookup })).toMatchObject({
      delivered: true,
    });
    expect(lookup).toHaveBeenCalledTimes(1);
    expect(seen[0]?.request.headers.host).toBe(`name.that.does.not.exist.invalid:${port}`);
  });
});
