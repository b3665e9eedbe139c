import { createServer } from "node:http";

/** One message as it arrived. */
export interface ReceivedMessage {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A receiver of webhooks on this machine. */
export interface TestReceiver {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What arrived, in order. */
  readonly messages: ReceivedMessage[];
  /** Paths that are answered 500. */
  readonly failing: Set<string>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<TestReceiver> {
  const messages: ReceivedMessage[] = [];
  const failing = new Set<string>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url: path = "", headers } = request;
    messages.push({ path, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(failing.has(path) ? 500 : 204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver is not listening");
  return {
    url: `http://127.0.0.1:${address.port}`,
    messages,
    failing,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
