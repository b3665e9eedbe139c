import type { DynamoDBStreamEvent } from "aws-lambda";
import { readEnvironment } from "../environment.ts";
import { createLogger } from "../http/logger.ts";
import { createDeliveryStream, RECORD_BYTES_MAX } from "../store/delivery-stream.ts";
import { type ExportParts, exportEvents } from "./export-events.ts";

const parts: ExportParts = {
  deliveryStream: createDeliveryStream({ name: readEnvironment("DELIVERY_STREAM").DELIVERY_STREAM }),
  logger: createLogger(),
  recordBytesMax: RECORD_BYTES_MAX,
};

/** Invoked with what is new in the stream of the table of events. */
export const handler = async (event: DynamoDBStreamEvent): Promise<void> => exportEvents(parts, event);
