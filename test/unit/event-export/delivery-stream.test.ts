import { createServer, type Server } from "node:http";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { afterEach, describe, expect, it } from "vitest";
import { createDeliveryStream, type DeliveryStream } from "../../../functions/store/delivery-stream.ts";

interface Reply {
  readonly status?: number;
  readonly body: object;
}

const ALL_TAKEN: Reply = { body: { FailedPutCount: 0, RequestResponses: [] } };

describe("records for Firehose", () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  /** A Firehose that answers with one reply after the other, and remembers what it was sent. */
  async function start(...replies: readonly Reply[]) {
    const received: string[][] = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const { Records } = JSON.parse(Buffer.concat(chunks).toString());
        received.push(Records.map(({ Data }: { Data: string }) => Buffer.from(Data, "base64").toString()));
        const { status = 200, body } = replies[received.length - 1] ?? ALL_TAKEN;
        response.writeHead(status).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const deliveryStream: DeliveryStream = createDeliveryStream({
      name: "events",
      client: new FirehoseClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: "us-east-1",
        credentials: { accessKeyId: "id", secretAccessKey: "secret" },
      }),
      retryDelaysMs: [1, 1],
    });
    return { deliveryStream, received };
  }

  it("are sent four at a time, so that no request is larger than Firehose takes", async () => {
    const { deliveryStream, received } = await start();
    await deliveryStream.put(["1", "2", "3", "4", "5"]);
    expect(received).toEqual([["1", "2", "3", "4"], ["5"]]);
  });

  it("are sent again when Firehose has not taken them, and only those", async () => {
    const failed = { ErrorCode: "ServiceUnavailableException", ErrorMessage: "later" };
    const { deliveryStream, received } = await start({
      body: { FailedPutCount: 1, RequestResponses: [{ RecordId: "a" }, failed, { RecordId: "c" }] },
    });
    await deliveryStream.put(["1", "2", "3"]);
    expect(received).toEqual([["1", "2", "3"], ["2"]]);
  });

  it("are sent three times at most, and then it is said why", async () => {
    const failed = { body: { FailedPutCount: 1, RequestResponses: [{ ErrorCode: "ServiceUnavailableException" }] } };
    const { deliveryStream, received } = await start(failed, failed, failed);
    await expect(deliveryStream.put(["1"])).rejects.toThrow(/did not take 1 records: ServiceUnavailableException/);
    expect(received).toEqual([["1"], ["1"], ["1"]]);
  });

  it("are given up at once when Firehose refuses them", async () => {
    const { deliveryStream, received } = await start({ status: 400, body: { __type: "AccessDeniedException" } });
    await expect(deliveryStream.put(["visitor"])).rejects.toMatchObject({ name: "AccessDeniedException" });
    expect(received).toHaveLength(1);
  });
});
