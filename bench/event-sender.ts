import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { disturb } from "./disturbance.ts";
import { createRandom, sendTraffic, type Traffic } from "./event-traffic.ts";
import { createPortClient } from "./port-client.ts";

export interface SenderTask {
  /** To the store. */
  readonly port: MessagePort;
  readonly traffic: Traffic;
  readonly sender: number;
  /** More than none: only these. */
  readonly bareWrites: number;
}

export interface Sent {
  readonly sent: number;
  readonly killed: number;
  readonly writes: number;
  readonly refused: number;
}

/** What a sender says: `ready` when it waits for the word to begin, how many batches it has sent, and at last what became of all. */
export type SenderMessage = { readonly ready: true } | { readonly batches: number } | { readonly sent: Sent };

/** One of the senders of the bench, in a thread of its own. It begins when it is told to. */
if (parentPort !== null) await run(parentPort, workerData as SenderTask);

async function run(parent: MessagePort, { port, traffic, sender, bareWrites }: SenderTask): Promise<void> {
  const say = (message: SenderMessage) => parent.postMessage(message);
  const client = createPortClient(port);
  say({ ready: true });
  await once(parent, "message");
  if (bareWrites > 0) {
    for (let index = 0; index < bareWrites; index++) {
      const Item = {
        pk: { S: `BARE#${randomUUID()}` },
        sk: { S: "EVENT" },
        properties: { S: '{"attribute":"color"}' },
      };
      await client.send(new PutItemCommand({ TableName: "directory", Item }));
    }
    say({ sent: { sent: bareWrites, killed: 0, writes: bareWrites, refused: 0 } });
  } else {
    const disturbance = disturb(client, { refused: 0.02, killed: 0.01 }, createRandom(sender));
    const onSent = (batches: number) => say({ batches });
    const { sent, killed } = await sendTraffic({ client, name: "directory" }, disturbance, traffic, sender, onSent);
    say({ sent: { sent, killed, writes: disturbance.writes, refused: disturbance.refused } });
  }
  client.destroy();
  parent.close();
}
