import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { listen } from "../http/listen.ts";
import type { PolicyRequest } from "../iam/policy-evaluator.ts";
import { writePrivateFile } from "../private-file.ts";
import { DAY_EXPRESSION, type LocalDeliveryStream } from "../template/delivery-streams.ts";
import { FirehoseError, type PutRequest, parsePutRequest } from "./request.ts";

export interface Firehose {
  readonly endpoint: string;
  /** Takes over what the template says about delivery streams. Files stay. */
  deploy(deliveryStreams: readonly LocalDeliveryStream[]): void;
  stop(): Promise<void>;
}

export interface FirehoseOptions {
  /** Gets a folder for each bucket. */
  readonly directory: string;
  /** Whether the policies of whoever has the access key allow it; otherwise what to answer. A delivery stream's key is its name. */
  readonly judge: (accessKeyId: string, operation: string, request: PolicyRequest) => FirehoseRefusal | undefined;
  /** @default Date.now */
  readonly now?: () => number;
}

export interface FirehoseRefusal {
  readonly type: string;
  readonly message: string;
}

/** Four records of 1,000 KiB, as base64 in JSON. */
const REQUEST_BYTES_MAX = 6 * 1024 * 1024;

/**
 * Starts the one operation of Firehose that the stack's functions call: PutRecordBatch. Each request becomes a file at once, where Firehose
 * gathers those of some minutes. Like it, it writes as the role of the delivery stream, and fails where that role may not.
 */
export async function startFirehose({ directory, judge, now = Date.now }: FirehoseOptions): Promise<Firehose> {
  let deliveryStreams: ReadonlyMap<string, LocalDeliveryStream> = new Map();

  function put({ accessKeyId, deliveryStreamName, records }: PutRequest): object {
    const deliveryStream = deliveryStreams.get(deliveryStreamName);
    if (deliveryStream === undefined) {
      throw new FirehoseError("ResourceNotFoundException", `Firehose ${deliveryStreamName} not found`);
    }
    const { arn } = deliveryStream;
    const action = { action: "firehose:PutRecordBatch", resource: arn, context: {} };
    const refusal = judge(accessKeyId, "PutRecordBatch", action);
    if (refusal !== undefined) throw new FirehoseError(refusal.type, refusal.message);
    write(deliveryStream, Buffer.concat(records));
    return { Encrypted: true, FailedPutCount: 0, RequestResponses: records.map(() => ({ RecordId: randomUUID() })) };
  }

  function write({ name, bucketArn, prefix, fileExtension }: LocalDeliveryStream, content: Buffer): void {
    const time = new Date(now()).toISOString();
    const file = `${name}-1-${time.slice(0, 19).replaceAll(/[T:]/g, "-")}-${randomUUID()}${fileExtension}`;
    const key = prefix.replaceAll(DAY_EXPRESSION, time.slice(0, 10)) + file;
    const action = { action: "s3:PutObject", resource: `${bucketArn}/${key}`, context: {} };
    if (judge(name, "PutObject", action) !== undefined) {
      throw new FirehoseError("InvalidArgumentException", `The role of ${name} may not write ${key}`);
    }
    writePrivateFile(join(directory, bucketArn.slice(bucketArn.lastIndexOf(":") + 1), key), gzipSync(content));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      send(response, 200, put(parsePutRequest(request, await readBody(request))));
    } catch (error) {
      if (!(error instanceof FirehoseError)) throw error;
      send(response, 400, { __type: error.type, message: error.message });
    }
  }

  const listener = await listen(0, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  return {
    endpoint: `http://127.0.0.1:${listener.port}`,
    deploy(deployed) {
      deliveryStreams = new Map(deployed.map((deliveryStream) => [deliveryStream.name, deliveryStream]));
    },
    stop: () => listener.close(),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > REQUEST_BYTES_MAX) throw new FirehoseError("InvalidArgumentException", "The request is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": randomUUID() })
    .end(JSON.stringify(body));
}
