import type { Logger } from "@aws-lambda-powertools/logger";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { DeliveryStream } from "../store/delivery-stream.ts";
import { exportLine } from "./export-line.ts";

export interface ExportParts {
  readonly deliveryStream: DeliveryStream;
  readonly logger: Pick<Logger, "info" | "warn">;
  /** What one record may have. A line alone is far below it. */
  readonly recordBytesMax: number;
}

/**
 * Hands new events on, one line each. What it throws makes Lambda hand the same events over again: a line may be written twice, and none is
 * lost while the stream remembers it.
 */
export async function exportEvents(
  { deliveryStream, logger, recordBytesMax }: ExportParts,
  { Records: records }: DynamoDBStreamEvent,
): Promise<void> {
  const lines = records.flatMap(lineOf);
  // Their content is nobody's business here, and they will not become events by trying again.
  if (lines.length < records.length) logger.warn("not events", { count: records.length - lines.length });
  const packed = pack(lines, recordBytesMax);
  await deliveryStream.put(packed);
  logger.info("events exported", { events: lines.length, records: packed.length });
}

function lineOf({ dynamodb }: DynamoDBRecord): readonly string[] {
  const line = exportLine(dynamodb?.NewImage ?? {});
  return line === undefined ? [] : [`${JSON.stringify(line)}\n`];
}

/** Many lines in one record: Firehose counts each record as 5 KB at least. */
function pack(lines: readonly string[], bytesMax: number): readonly string[] {
  const packed: string[] = [];
  let record = "";
  let bytes = 0;
  for (const line of lines) {
    const lineBytes = Buffer.byteLength(line);
    if (bytes > 0 && bytes + lineBytes > bytesMax) {
      packed.push(record);
      record = "";
      bytes = 0;
    }
    record += line;
    bytes += lineBytes;
  }
  return bytes > 0 ? [...packed, record] : packed;
}
