import { createServer } from "node:http";
import { request } from "node:https";
import type { Emulator } from "./emulator.ts";

/** Stands where CloudFront expects the API: passes requests on to the one that was deployed last. */
export interface Relay {
  readonly port: number;
  connect(emulator: Emulator): void;
  /** Host of the deployed API. */
  setApi(host: string): void;
  stop(): Promise<void>;
}

export async function startRelay(): Promise<Relay> {
  let api = "";
  let emulator: Emulator | undefined;
  const server = createServer((incoming, outgoing) => {
    if (emulator === undefined) return void outgoing.writeHead(502).end();
    const passed = request(
      {
        host: "127.0.0.1",
        servername: "localhost",
        port: emulator.port,
        ca: emulator.certificate,
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, host: api },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on("error", () => (outgoing.headersSent ? outgoing.destroy() : void outgoing.writeHead(502).end()));
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the relay has no port");
  return {
    port: address.port,
    connect: (target) => {
      emulator = target;
    },
    setApi: (host) => {
      api = host;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
