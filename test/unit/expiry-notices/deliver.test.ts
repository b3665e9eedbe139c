import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { transact } from "../../../functions/store/transact.ts";
import { removeWebhook, updateWebhook } from "../../../functions/store/webhooks.ts";
import { verifyWebhook } from "../../../sdk/src/index.ts";
import { createStage, DAY_MS, HOUR_MS, REFUSED, START, type Stage, TAKEN } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.stop());

describe("a receiver that fails", () => {
  it("is tried six times in a day, always with the same id and body, and is then given up and seen", async () => {
    const webhook = await stage.addWebhook();
    await stage.addToken({ endsInMs: 5 * DAY_MS });
    stage.answer = async () => REFUSED;
    const hours: number[] = [];
    for (let hour = 0; hour < 40; hour++) {
      stage.now = START + hour * HOUR_MS + hour;
      await stage.run();
      if (stage.received.length > hours.length) hours.push(hour);
      const [delivery] = await stage.deliveries(webhook);
      expect(delivery).toMatchObject({ attempts: hours.length, responseStatus: 500, failure: "status_not_2xx" });
      expect(delivery?.deliveryStatus).toBe(hour < 24 ? "pending" : "failed");
    }
    expect(hours).toEqual([0, 1, 3, 7, 15, 24]);
    expect(new Set(stage.received.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    expect(new Set(stage.received.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(6);
    const [delivery] = await stage.deliveries(webhook);
    expect(delivery).not.toHaveProperty("nextAttemptAt");
    expect(delivery).not.toHaveProperty("body");
  }, 30_000);

  it("is delivered to when it works again, and then no more", async () => {
    const webhook = await stage.addWebhook();
    await stage.addToken({ endsInMs: 5 * DAY_MS });
    stage.answer = async () => REFUSED;
    await stage.run();
    stage.answer = async () => TAKEN;
    for (let hour = 1; hour < 10; hour++) {
      stage.now = START + hour * HOUR_MS;
      await stage.run();
    }
    expect(stage.received).toHaveLength(2);
    const [delivery] = await stage.deliveries(webhook);
    expect(delivery).toMatchObject({ deliveryStatus: "delivered", attempts: 2, responseStatus: 200 });
    expect(delivery).not.toHaveProperty("failure");
    expect(delivery).not.toHaveProperty("body");
  });

  it("costs the messages that were not tried no attempt, and no other receiver its messages", async () => {
    const broken = await stage.addWebhook();
    const sound = await stage.addWebhook();
    for (let index = 0; index < 20; index++) await stage.addToken({ endsInMs: 5 * DAY_MS + index });
    stage.answer = async ({ url }) => (url === broken.url ? REFUSED : TAKEN);
    await stage.run();
    expect(stage.received.filter(({ url }) => url === broken.url)).toHaveLength(4);
    expect(stage.received.filter(({ url }) => url === sound.url)).toHaveLength(20);
    const attempts = (await stage.deliveries(broken)).map((delivery) => delivery.attempts).sort();
    expect(attempts).toEqual([...Array(16).fill(0), 1, 1, 1, 1]);
  });

  it("and is slow gets no more than its share of the time, while the others are served beside it", async () => {
    const slow = await stage.addWebhook();
    const quick = await stage.addWebhook();
    for (let index = 0; index < 40; index++) await stage.addToken({ endsInMs: 5 * DAY_MS + index });
    let isQuickDone = false;
    stage.answer = async ({ url }) => {
      if (url === slow.url) {
        // Takes its time until the other one has everything; then the clock says how much that was.
        while (!isQuickDone) await new Promise((resolve) => setTimeout(resolve, 10));
        stage.now += 5000;
      } else if (stage.received.filter((received) => received.url === quick.url).length === 40) isQuickDone = true;
      return TAKEN;
    };
    await stage.run();
    expect(stage.received.filter(({ url }) => url === slow.url).length).toBe(4);
    expect(stage.received.filter(({ url }) => url === quick.url)).toHaveLength(40);
    expect(isQuickDone).toBe(true);
  }, 20_000);
});

describe("a run that died while it was sending", () => {
  it("is made good by the next, under the same id", async () => {
    const webhook = await stage.addWebhook();
    await stage.addToken({ endsInMs: 5 * DAY_MS });
    stage.answer = () => Promise.reject(new Error("the function was stopped"));
    await expect(stage.run()).rejects.toThrow();
    stage.answer = async () => TAKEN;
    stage.now += HOUR_MS;
    await stage.run();
    expect(stage.received).toHaveLength(2);
    expect(new Set(stage.received.map(({ id }) => id)).size).toBe(1);
    expect(await stage.deliveries(webhook)).toMatchObject([{ deliveryStatus: "delivered", attempts: 2 }]);
  });

  it("at the last attempt, ends in a message that is given up", async () => {
    const webhook = await stage.addWebhook();
    await stage.addToken({ endsInMs: 5 * DAY_MS });
    stage.answer = async () => REFUSED;
    for (const hour of [0, 1, 3, 7, 15]) {
      stage.now = START + hour * HOUR_MS;
      await stage.run();
    }
    stage.answer = () => Promise.reject(new Error("the function was stopped"));
    stage.now = START + 24 * HOUR_MS;
    await expect(stage.run()).rejects.toThrow();
    expect(await stage.deliveries(webhook)).toMatchObject([{ deliveryStatus: "pending", attempts: 6 }]);
    stage.now = START + 25 * HOUR_MS;
    await stage.run();
    expect(stage.received).toHaveLength(6);
    expect(await stage.deliveries(webhook)).toMatchObject([{ deliveryStatus: "failed", attempts: 6 }]);
  });
});

describe("what waits for a webhook", () => {
  it("that was disabled is sent when it is enabled soon, and given up when it is enabled late", async () => {
    for (const [days, expected] of [
      [2, "delivered"],
      [4, "failed"],
    ] as const) {
      stage.now = START;
      const workspaceId = `ws_00000000000${days}`;
      const webhook = await stage.addWebhook({ workspaceId });
      await stage.addToken({ endsInMs: 6.5 * DAY_MS, workspaceId });
      stage.answer = async () => REFUSED;
      await stage.run();
      stage.answer = async () => TAKEN;
      const { client } = stage.directory;
      const off = { ...webhook, enabled: false, revision: 2 };
      await transact(client, updateWebhook(stage.directory, webhook, { enabled: false }));
      stage.now = START + 5 * HOUR_MS;
      await stage.run();
      expect(await stage.deliveries(webhook)).toMatchObject([{ deliveryStatus: "pending" }]);
      await transact(client, updateWebhook(stage.directory, off, { enabled: true }));
      stage.now = START + days * DAY_MS;
      await stage.run();
      expect(await stage.deliveries(webhook)).toMatchObject([{ deliveryStatus: expected }]);
    }
  });

  it("that was deleted is not sent", async () => {
    const webhook = await stage.addWebhook();
    await stage.addToken({ endsInMs: 5 * DAY_MS });
    stage.answer = async () => REFUSED;
    await stage.run();
    await transact(stage.directory.client, removeWebhook(stage.directory, webhook));
    stage.now += HOUR_MS;
    await stage.run();
    expect(stage.received).toHaveLength(1);
  });
});

describe("a webhook whose secret was rotated", () => {
  it("gets messages with both signatures until the grace period ends, and then with the new one alone", async () => {
    const [before, after] = ["whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
    const seal = (secret: string) => [...secret].reverse().join("");
    await stage.addWebhook({
      sealedSecret: seal(after),
      previousSealedSecret: seal(before),
      previousSecretUntil: new Date(START + 2 * HOUR_MS).toISOString(),
    });
    for (const [hour, works] of [
      [0, true],
      [2, false],
    ] as const) {
      stage.now = START + hour * HOUR_MS;
      await stage.addToken({ endsInMs: DAY_MS });
      await stage.run();
      const { body = "", headers = {} } = stage.received.splice(0).at(0) ?? {};
      await expect(verifyWebhook(body, headers, after, { now: stage.now })).resolves.toBeDefined();
      const old = verifyWebhook(body, headers, before, { now: stage.now });
      if (works) await expect(old).resolves.toBeDefined();
      else await expect(old).rejects.toThrow("signature_not_valid");
    }
  });
});
