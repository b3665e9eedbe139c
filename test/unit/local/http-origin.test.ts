import { type IncomingMessage, type RequestListener, request } from "node:http";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpOrigin } from "../../../local/edge/http-origin.ts";
import { type Listener, listen, PortInUseError } from "../../../local/http/listen.ts";
import { readBody } from "../../../local/http/message.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function start(listener: RequestListener): Promise<Listener> {
  const server = await listen(0, listener);
  cleanups.push(() => server.close());
  return server;
}
async function startOrigin(listener: RequestListener) {
  const { port } = await start(listener);
  const { ask, close } = createHttpOrigin(port);
  cleanups.push(close);
  return ask;
}
const post = (headers: Record<string, string> = {}) => ({
  method: "POST",
  target: "/a?b=1",
  headers: { host: "api", ...headers },
});
const echo: RequestListener = (incoming: IncomingMessage, outgoing) => {
  void readBody(incoming, 1000).then((body) => {
    const { method, url, headers } = incoming;
    outgoing.setHeader("set-cookie", ["a=1", "b=2"]);
    outgoing.end(JSON.stringify({ method, url, headers, body: body?.toString() ?? "too long" }));
  });
};
const bodyOf = ({ body }: { body: Buffer }): Record<string, unknown> => JSON.parse(body.toString());

describe("an origin on a loopback port", () => {
  it("gets exactly the headers that it is sent, and every line of its answer comes back", async () => {
    const ask = await startOrigin(echo);
    const response = await ask({ ...post({ "x-a": "1" }), method: "GET" }, undefined);
    expect(bodyOf(response)).toEqual({ method: "GET", url: "/a?b=1", headers: { host: "api", "x-a": "1" }, body: "" });
    expect(response.headers.filter(([name]) => name === "set-cookie")).toEqual([
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ]);
  });

  it("gets a body of known and of unknown length, and none", async () => {
    const ask = await startOrigin(echo);
    expect(bodyOf(await ask(post({ "content-length": "5" }), Readable.from(["hello"])))).toMatchObject({
      body: "hello",
    });
    expect(bodyOf(await ask(post(), Readable.from(["hel", "lo"])))).toMatchObject({
      body: "hello",
      headers: { "transfer-encoding": "chunked" },
    });
    expect(bodyOf(await ask(post(), Readable.from([])))).toMatchObject({ body: "" });
    expect(bodyOf(await ask(post(), Readable.from(["x".repeat(1001)])))).toMatchObject({ body: "too long" });
  });

  it("is an error when it breaks off, or when nobody is there", async () => {
    const breaking = await startOrigin((incoming) => incoming.socket.destroy());
    await expect(breaking(post(), Readable.from(["x"]))).rejects.toThrow();
    const gone = await listen(0, echo);
    await gone.close();
    const { ask, close } = createHttpOrigin(gone.port);
    cleanups.push(close);
    await expect(ask(post(), undefined)).rejects.toThrow(/ECONNREFUSED/);
  });

  it("is asked again when it closed a kept connection in the meantime", async () => {
    let count = 0;
    const ask = await startOrigin((incoming, outgoing) => {
      count += 1;
      // The second request on a connection finds it closed.
      if (count === 2) incoming.socket.resetAndDestroy();
      else outgoing.end(String(count));
    });
    const get = { ...post(), method: "GET" };
    expect((await ask(get, undefined)).body.toString()).toBe("1");
    expect((await ask(get, undefined)).body.toString()).toBe("3");
  });
});

describe("listen", () => {
  const statusOn = (host: string, port: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      request({ host, port, agent: false }, (response) =>
        response.resume().on("end", () => resolve(response.statusCode)),
      )
        .on("error", reject)
        .end();
    });

  it("answers on localhost, by the newest handler", async () => {
    const { port, handle } = await start((_, response) => response.writeHead(503).end());
    expect(await statusOn("localhost", port)).toBe(503);
    handle((_, response) => response.writeHead(200).end());
    expect(await statusOn("127.0.0.1", port)).toBe(200);
  });

  it("says which port is taken", async () => {
    const { port } = await start(echo);
    await expect(listen(port, echo)).rejects.toThrow(PortInUseError);
    await expect(listen(port, echo)).rejects.toMatchObject({ port });
  });

  it("finishes requests under way before it closes, but waits for no idle connection", async () => {
    const arrived = Promise.withResolvers<void>();
    const server = await start((_, response) => {
      arrived.resolve();
      setTimeout(() => response.writeHead(200).end(), 100);
    });
    const answer = statusOn("127.0.0.1", server.port);
    await arrived.promise;
    await server.close();
    expect(await answer).toBe(200);
    await expect(statusOn("127.0.0.1", server.port)).rejects.toThrow(/ECONNREFUSED/);
  });
});
