import type { IncomingMessage } from "node:http";
import { isJsonArray, isJsonObject, type Json } from "../template/json.ts";

/** A PutRecordBatch that could be read. */
export interface PutRequest {
  readonly accessKeyId: string;
  readonly deliveryStreamName: string;
  readonly records: readonly Buffer[];
}

/** An answer with status 400, as it goes over the wire. */
export class FirehoseError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const TARGET = "Firehose_20150804.PutRecordBatch";
const CREDENTIAL =
  /^AWS4-HMAC-SHA256 .*\bCredential=([A-Za-z0-9_-]{1,128})\/\d{8}\/[a-z0-9-]+\/firehose\/aws4_request(?:,|$)/;
/** Amazon Data Firehose API reference, "PutRecordBatch". */
const RECORDS_MAX = 500;
const RECORD_BYTES_MAX = 1_000 * 1024;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

/** @throws FirehoseError for everything else, and for what is beyond Firehose's own limits */
export function parsePutRequest({ method, headers }: IncomingMessage, text: string): PutRequest {
  if (method !== "POST" || headers["x-amz-target"] !== TARGET) {
    throw new FirehoseError("UnknownOperationException", "The local Firehose implements PutRecordBatch only");
  }
  const accessKeyId = CREDENTIAL.exec(headers.authorization ?? "")?.[1];
  if (accessKeyId === undefined) {
    throw new FirehoseError("MissingAuthenticationTokenException", "Request is missing Authentication Token");
  }
  const { DeliveryStreamName: deliveryStreamName, Records: list, ...others } = parseObject(text);
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return invalid(`The local Firehose does not support the parameter ${unknown}`);
  if (typeof deliveryStreamName !== "string") return invalid("PutRecordBatch needs DeliveryStreamName");
  if (!isJsonArray(list) || list.length === 0 || list.length > RECORDS_MAX) {
    return invalid(`PutRecordBatch needs 1 to ${RECORDS_MAX} Records`);
  }
  const records = list.map(parseRecord);
  if (records.some(({ length }) => length > RECORD_BYTES_MAX)) return invalid("A record is larger than 1000 KiB");
  if (records.reduce((sum, { length }) => sum + length, 0) > BATCH_BYTES_MAX) return invalid("Records exceed 4 MiB");
  return { accessKeyId, deliveryStreamName, records };
}

function parseRecord(record: Json): Buffer {
  const data = isJsonObject(record) ? record.Data : undefined;
  return typeof data === "string" && data !== "" ? Buffer.from(data, "base64") : invalid("A record needs Data");
}

function parseObject(text: string): Readonly<Record<string, Json>> {
  try {
    const value: Json = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    throw new FirehoseError("SerializationException", "The body is not JSON");
  }
  return invalid("The body must be an object");
}

function invalid(message: string): never {
  throw new FirehoseError("InvalidArgumentException", message);
}
