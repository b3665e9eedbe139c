import type { MessagePort } from "node:worker_threads";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** What a client asks the store in another thread of this process, and what it is answered. */
export interface PortRequest {
  readonly id: number;
  readonly operation: string;
  /** UTF-8. */
  readonly body: Uint8Array;
}
export interface PortAnswer {
  readonly id: number;
  readonly statusCode: number;
  readonly body: string;
}

interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Of all callers of the bench: nobody is refused. */
export const ACCESS_KEY_ID = "bench";
const TARGET = "x-amz-target";

/** The SDK's client, signatures and all, with its requests on a port: connections would cost the store a quarter of its time. */
export function createPortClient(port: MessagePort): DynamoDBClient {
  return new DynamoDBClient({
    region: "us-east-1",
    credentials: { accessKeyId: ACCESS_KEY_ID, secretAccessKey: "bench" },
    requestHandler: createPortHandler(port),
  });
}

function createPortHandler(port: MessagePort) {
  const waiting = new Map<number, (answer: PortAnswer) => void>();
  let requests = 0;
  port.on("message", (answer: PortAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return {
    async handle({ headers, body }: HttpRequest) {
      const { promise, resolve } = Promise.withResolvers<PortAnswer>();
      const id = requests++;
      waiting.set(id, resolve);
      const operation = headers[TARGET]?.split(".")[1] ?? "";
      const bytes = body instanceof Uint8Array ? body : Buffer.from(String(body));
      port.postMessage({ id, operation, body: bytes } satisfies PortRequest);
      const answer = await promise;
      const response = { statusCode: answer.statusCode, headers: {}, body: Buffer.from(answer.body) };
      return { response };
    },
    destroy: () => port.close(),
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}
