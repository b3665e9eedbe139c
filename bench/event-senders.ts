import { once } from "node:events";
import { type MessagePort, Worker } from "node:worker_threads";
import type { SenderMessage, SenderTask, Sent } from "./event-sender.ts";

export interface Sending {
  /** Batches that were sent up to now, those that were sent twice counted twice. */
  readonly batches: number;
  /** Of all senders. */
  readonly finished: Promise<Sent & { readonly ms: number }>;
}

/** Starts senders in threads of their own, and lets them begin together when all of them have loaded what they need. */
export async function startSending(
  task: Omit<SenderTask, "sender" | "port">,
  openPort: () => MessagePort,
): Promise<Sending> {
  const workers = Array.from({ length: task.traffic.senders }, (_, sender) => {
    const port = openPort();
    const workerData: SenderTask = { ...task, sender, port };
    return new Worker(new URL("./event-sender.ts", import.meta.url), { workerData, transferList: [port] });
  });
  await Promise.all(workers.map((worker) => once(worker, "message")));
  const batches = workers.map(() => 0);
  const startedAtMs = performance.now();
  const finished = Promise.all(
    workers.map(async (worker, sender) => {
      const { promise, resolve, reject } = Promise.withResolvers<Sent>();
      worker.on("error", reject);
      worker.on("message", (message: SenderMessage) => {
        if ("batches" in message) batches[sender] = message.batches;
        if ("sent" in message) resolve(message.sent);
      });
      worker.postMessage("begin");
      return promise;
    }),
  ).then((all) => {
    const sum = (of: keyof Sent) => all.reduce((total, sent) => total + sent[of], 0);
    const ms = performance.now() - startedAtMs;
    return { sent: sum("sent"), killed: sum("killed"), writes: sum("writes"), refused: sum("refused"), ms };
  });
  return {
    get batches() {
      return batches.reduce((sum, count) => sum + count, 0);
    },
    finished,
  };
}
