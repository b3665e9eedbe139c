import type { RequestListener } from "node:http";
import { type Listener, listen } from "./http/listen.ts";

/** Everything that browsers and programs of this machine can reach. */
export interface Ports {
  /** The front door. */
  readonly edge: Listener;
  readonly shop: Listener;
  /** Behind the front door; on any free port. */
  readonly gateway: Listener;
  close(): Promise<void>;
}

/** Answers 503 on all of them until something else is told to. */
export async function openPorts(edgePort: number, shopPort: number): Promise<Ports> {
  const opened: Listener[] = [];
  const open = async (port: number): Promise<Listener> => {
    const listener = await listen(port, notYet);
    opened.push(listener);
    return listener;
  };
  // The front door first: its requests end in the gateway.
  const close = async () => {
    for (const listener of opened) await listener.close();
  };
  try {
    return { edge: await open(edgePort), shop: await open(shopPort), gateway: await open(0), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const notYet: RequestListener = (_, response) => {
  response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "5" }).end("Starting.\n");
};
