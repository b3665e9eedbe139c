import { hash } from "node:crypto";
import { gunzipSync } from "node:zlib";

/** What CloudWatch Logs hands to a function that has subscribed to a log group. */
export interface LogsEvent {
  readonly awslogs: { readonly data: string };
}

/** Lines of a log, as they were delivered together. */
export interface Delivery {
  /** The same when the same lines are delivered again, and never that of others. */
  readonly id: string;
  readonly lines: readonly string[];
}

/** Far beyond what is handed to a function at once: what unpacks to more is no log. */
const BYTES_MAX = 64 * 1024 * 1024;

/**
 * Unpacks a delivery (Amazon CloudWatch Logs user guide, "Log group-level subscription filters": base64 of gzip of JSON).
 *
 * @returns undefined for a control message, which asks whether the function can be reached
 * @throws what cannot be unpacked: Lambda then tries again, and it shows in the function's errors
 */
export function readDelivery({ awslogs }: LogsEvent): Delivery | undefined {
  const unpacked = gunzipSync(Buffer.from(awslogs.data, "base64"), { maxOutputLength: BYTES_MAX });
  // CloudWatch Logs wrote it; nobody else may invoke the function.
  const message = JSON.parse(unpacked.toString("utf8")) as Message;
  if (message.messageType !== "DATA_MESSAGE") return undefined;
  const { logGroup, logStream, logEvents } = message;
  return {
    id: hash("sha256", JSON.stringify([logGroup, logStream, ...logEvents.map(({ id }) => id)]), "base64url"),
    lines: logEvents.map((event) => event.message),
  };
}

interface Message {
  readonly messageType: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly logEvents: readonly { readonly id: string; readonly message: string }[];
}
