import { request as httpRequest } from "node:http";

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  /** Sent in this order, repetitions included. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Buffer;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly text: string;
}

/** One request to 127.0.0.1, exactly as given: no header is added but Host and the framing of a body. */
export function send(
  port: number,
  { method = "GET", path = "/", headers = [], body }: RawRequest = {},
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const framing = body === undefined ? [] : ["content-length", String(Buffer.byteLength(body))];
    const outgoing = httpRequest(
      { host: "127.0.0.1", port, method, path, agent: false, headers: ["host", "test", ...headers.flat(), ...framing] },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const bytes = Buffer.concat(chunks);
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: bytes,
            text: bytes.toString("utf8"),
          });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
