import { request } from "node:https";

/**
 * A `fetch` that sends every request to the emulator, with the name it was meant for as its Host: nothing leaves this machine, whatever
 * address a deployment tells.
 */
export function createEmulatorFetch({ port, certificate }: { readonly port: number; readonly certificate: string }) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    // Writes the body as the real one would, forms included.
    const message = new Request(url, init);
    const body = Buffer.from(await message.arrayBuffer());
    const { hostname, pathname, search } = new URL(url);
    const headers: Record<string, string> = {};
    for (const [name, value] of message.headers) headers[name] = value;
    // What a browser adds by itself, and Request leaves out.
    for (const [name, value] of new Headers(init.headers)) headers[name] = value;
    const isEmulator = hostname === "127.0.0.1";
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: "127.0.0.1",
          servername: "localhost",
          port,
          ca: certificate,
          method: message.method,
          path: pathname + search,
          headers: { ...headers, host: isEmulator ? `127.0.0.1:${port}` : hostname, "content-length": body.length },
          ...(init.signal != null && { signal: init.signal }),
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
          incoming.on("error", reject);
          incoming.on("end", () => {
            const status = incoming.statusCode ?? 500;
            const answer = new Headers();
            for (const [name, value] of Object.entries(incoming.headers)) {
              for (const one of [value ?? []].flat()) answer.append(name, one);
            }
            const isEmpty = status === 204 || status === 304;
            resolve(new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers: answer }));
          });
        },
      );
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  };
}
