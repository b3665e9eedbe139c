import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Listener {
  readonly port: number;
  /** Replaces what answers requests; requests under way are finished by the old one. */
  handle(listener: RequestListener): void;
  /** Stops listening, gives requests under way a moment to finish, then cuts them off. */
  close(): Promise<void>;
}

/** The port that was asked for is taken by somebody else. */
export class PortInUseError extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`port ${port} is in use`);
    this.name = "PortInUseError";
    this.port = port;
  }
}

/** Above every limit that a request can run into here, so that the answer to it is ours and not Node's. */
const HEADER_BYTES_MAX = 64 * 1024;
const CLOSE_GRACE_MS = 1000;
/** Node's five seconds end connections that a busy machine is just about to use again. */
const KEEP_ALIVE_MS = 75_000;
const FREE_PORT_ATTEMPTS = 20;

/**
 * Listens on the loopback addresses, IPv4 and (where the machine has it) IPv6, on one port.
 *
 * @param port 0 for any free port
 * @throws PortInUseError
 */
export async function listen(port: number, listener: RequestListener): Promise<Listener> {
  let current = listener;
  const create = () =>
    createServer({ maxHeaderSize: HEADER_BYTES_MAX, keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) =>
      current(request, response),
    );
  const servers = await bind(create, port, port === 0 ? FREE_PORT_ATTEMPTS : 1);
  return {
    port: portOf(servers),
    handle: (next) => {
      current = next;
    },
    close: async () => void (await Promise.all(servers.map(closeServer))),
  };
}

/** Listens on the port of the last run where it is free, else on any free one. */
export async function listenOnLastPort(port: number | undefined, listener: RequestListener): Promise<Listener> {
  if (port !== undefined) {
    try {
      return await listen(port, listener);
    } catch (error) {
      if (!(error instanceof PortInUseError)) throw error;
    }
  }
  return listen(0, listener);
}

async function bind(create: () => Server, port: number, attempts: number): Promise<Server[]> {
  const first = create();
  await start(first, port, "127.0.0.1");
  const second = create();
  try {
    await start(second, portOf([first]), "::1");
    return [first, second];
  } catch (error) {
    // No IPv6 on this machine.
    if (!(error instanceof PortInUseError)) return [first];
    await closeServer(first);
    if (attempts <= 1) throw error;
    return bind(create, port, attempts - 1);
  }
}

function start(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject("code" in error && error.code === "EADDRINUSE" ? new PortInUseError(port) : error),
    );
    server.listen(port, host, () => {
      server.removeAllListeners("error");
      resolve();
    });
  });
}

function portOf([server]: readonly Server[]): number {
  const address: AddressInfo | string | null = server?.address() ?? null;
  if (address === null || typeof address === "string") throw new Error("the server does not listen on a port");
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(timer);
}
