import { setTimeout as sleep } from "node:timers/promises";
import { FirehoseClient, PutRecordBatchCommand } from "@aws-sdk/client-firehose";

/** Where records go that are to become files. */
export interface DeliveryStream {
  /**
   * Resolves when Firehose has every record; it writes them into files some minutes later.
   * @throws Error when it does not take them; some of them may have been taken all the same
   */
  put(records: readonly string[]): Promise<void>;
}

export interface DeliveryStreamOptions {
  readonly name: string;
  /** Default: one that is made when the module loads. */
  readonly client?: FirehoseClient;
  /** Waits before what was not taken is sent for the second, the third, ... time. @default 200 ms, then a second */
  readonly retryDelaysMs?: readonly number[];
}

/** Firehose takes 4 MiB and 500 records at once, and records of 1,000 KiB. */
export const RECORD_BYTES_MAX = 1_000 * 1024;
const RECORDS_PER_REQUEST = 4;
const RETRY_DELAYS_MS = [200, 1000];

/** One per function, made when the module loads. */
export function createDeliveryStream({
  name,
  retryDelaysMs = RETRY_DELAYS_MS,
  ...options
}: DeliveryStreamOptions): DeliveryStream {
  const client =
    options.client ??
    new FirehoseClient({ maxAttempts: 3, requestHandler: { requestTimeout: 10_000, connectionTimeout: 1000 } });

  async function putTogether(records: readonly string[]): Promise<void> {
    let left = records;
    for (let attempt = 0; ; attempt += 1) {
      const Records = left.map((record) => ({ Data: Buffer.from(record) }));
      const answer = await client.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records }));
      const outcomes = answer.RequestResponses ?? [];
      left = left.filter((_, index) => outcomes[index]?.ErrorCode !== undefined);
      if (left.length === 0) return;
      const delayMs = retryDelaysMs[attempt];
      if (delayMs === undefined) {
        const reason = outcomes.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorCode;
        throw new Error(`Firehose did not take ${left.length} records: ${reason}`);
      }
      await sleep(delayMs);
    }
  }

  return {
    async put(records) {
      for (let start = 0; start < records.length; start += RECORDS_PER_REQUEST) {
        await putTogether(records.slice(start, start + RECORDS_PER_REQUEST));
      }
    },
  };
}
