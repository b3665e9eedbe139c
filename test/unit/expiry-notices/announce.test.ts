import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ExpiringStoredToken, type Place, readNotices, readPlace } from "../../../functions/store/notices.ts";
import { updateToken } from "../../../functions/store/tokens.ts";
import { transact } from "../../../functions/store/transact.ts";
import { verifyWebhook } from "../../../sdk/src/index.ts";
import { createStage, DAY_MS, HOUR_MS, type Received, START, type Stage, WORKSPACE } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.stop());

const told = (received: readonly Received[]) =>
  received.map(({ message: { data } }) => `${data.token?.id} ${data.withinDays}`).sort();

describe("a run", () => {
  it("announces each token at the distance that it has reached, and says what a receiver needs", async () => {
    const webhook = await stage.addWebhook();
    const [month, week, day] = [
      await stage.addToken({ endsInMs: 30 * DAY_MS, label: "month" }),
      await stage.addToken({ endsInMs: 7 * DAY_MS }),
      await stage.addToken({ endsInMs: DAY_MS }),
    ];
    await stage.addToken({ endsInMs: 30 * DAY_MS + 1 });
    await stage.addToken({ endsInMs: -1 });
    await stage.run();
    expect(told(stage.received)).toEqual([`${month.id} 30`, `${week.id} 7`, `${day.id} 1`]);
    const first = stage.received.find(({ message }) => message.data.token?.id === month.id);
    expect(first?.message).toEqual({
      type: "token.expiring",
      timestamp: new Date(START).toISOString(),
      data: {
        workspaceId: WORKSPACE,
        withinDays: 30,
        expiresAt: month.expiresAt,
        token: {
          id: month.id,
          kind: "private",
          label: "month",
          owner: { type: "service_account", id: "web-shop", name: "web-shop" },
          lastUsedAt: null,
        },
      },
    });
    const secret = [...webhook.sealedSecret].reverse().join("");
    const verified = await verifyWebhook(first?.body ?? "", first?.headers ?? {}, secret, { now: START });
    expect(verified).toEqual({ id: first?.id, message: first?.message });
  });

  it("says nothing twice, however often and however many at once", async () => {
    await stage.addWebhook();
    for (let index = 0; index < 20; index++) await stage.addToken({ endsInMs: 5 * DAY_MS + index });
    await Promise.all([stage.run(), stage.run(), stage.run()]);
    await stage.run();
    expect(stage.received).toHaveLength(20);
    expect(new Set(told(stage.received)).size).toBe(20);
    expect(new Set(stage.received.map(({ id }) => id)).size).toBe(20);
  });

  it("announces a token three times in its last month, when it is looked at every hour", async () => {
    await stage.addWebhook();
    const token = await stage.addToken({ endsInMs: 31 * DAY_MS });
    const heard: [string, number][] = [];
    for (let hour = 0; hour <= 31 * 24 + 1; hour++) {
      stage.now = START + hour * HOUR_MS;
      // Only the hours around a distance matter, and the others would take long.
      if (![0, 1, 24, 25, 26, 24 * 24, 24 * 24 + 1, 30 * 24, 30 * 24 + 1, 31 * 24].includes(hour)) continue;
      await stage.run();
      heard.push(...stage.received.splice(0).map((one): [string, number] => [told([one])[0] ?? "", hour]));
    }
    expect(heard).toEqual([
      [`${token.id} 30`, 24],
      [`${token.id} 7`, 24 * 24],
      [`${token.id} 1`, 30 * 24],
    ]);
  });

  it("starts over for a token whose expiry has changed", async () => {
    await stage.addWebhook();
    const token = await stage.addToken({ endsInMs: 6 * DAY_MS });
    await stage.run();
    const expiresAt = new Date(START + 20 * DAY_MS).toISOString();
    await transact(stage.directory.client, [updateToken(stage.directory, token, { expiresAt })]);
    await stage.run();
    expect(told(stage.received)).toEqual([`${token.id} 30`, `${token.id} 7`]);
  });

  it("is silent about disabled and revoked tokens, and about those issued for no longer than the distance", async () => {
    await stage.addWebhook();
    await stage.addToken({ endsInMs: DAY_MS / 2, state: "disabled" });
    await stage.addToken({ endsInMs: DAY_MS / 2, state: "revoked" });
    await stage.addToken({ endsInMs: DAY_MS / 2, createdAt: new Date(START).toISOString() });
    await stage.run();
    expect(stage.received).toEqual([]);
  });

  it("tells every webhook of the workspace that asks for it, and those of no other", async () => {
    const mine = [await stage.addWebhook(), await stage.addWebhook()];
    const off = await stage.addWebhook({ enabled: false });
    const foreign = await stage.addWebhook({ workspaceId: "ws_000000000002" });
    const token = await stage.addToken({ endsInMs: DAY_MS });
    const other = await stage.addToken({ endsInMs: DAY_MS, workspaceId: "ws_000000000002" });
    await stage.run();
    const byUrl = (url: string) => told(stage.received.filter((received) => received.url === url));
    for (const { url } of mine) expect(byUrl(url)).toEqual([`${token.id} 1`]);
    expect(byUrl(foreign.url)).toEqual([`${other.id} 1`]);
    expect(byUrl(off.url)).toEqual([]);
  });

  it("reads nothing of a workspace without an enabled webhook, and scans nothing", async () => {
    await stage.addWebhook({ enabled: false });
    await stage.addToken({ endsInMs: DAY_MS });
    stage.directory.forget();
    await stage.run();
    expect(stage.directory.requests.map(({ operation }) => operation)).toEqual([
      "GetItem",
      "Query",
      "TransactWriteItems",
    ]);
    await stage.addWebhook();
    await stage.run();
    expect(stage.directory.count("Scan")).toBe(0);
  });

  it("finds all tokens of several pages, whatever stands before them", async () => {
    await stage.addWebhook();
    await Promise.all(Array.from({ length: 12 }, () => stage.addToken({ endsInMs: -DAY_MS })));
    await Promise.all(
      Array.from({ length: 25 }, (_, index) => stage.addToken({ endsInMs: 2 * DAY_MS + (index % 10) })),
    );
    await stage.run({ parts: { tokensPerPage: 10 } });
    expect(new Set(told(stage.received)).size).toBe(25);
    expect(stage.received).toHaveLength(25);
  });
});

describe("a run that dies", () => {
  it("leaves nothing that the next one does not do, and nothing that it does twice", async () => {
    await stage.addWebhook();
    for (let index = 0; index < 12; index++) await stage.addToken({ endsInMs: 5 * DAY_MS + index });
    const { client } = stage.directory;
    for (const failAt of [3, 7, 11, 15, 40]) {
      let calls = 0;
      const dying = new Proxy(client, {
        get: (target, name) =>
          name === "send"
            ? async (command: Parameters<typeof client.send>[0]) => {
                if (++calls >= failAt) throw new Error("gone");
                return client.send(command);
              }
            : Reflect.get(target, name),
      });
      await stage.run({ parts: { directory: { client: dying, name: stage.directory.name } } }).catch(() => {});
    }
    stage.now += HOUR_MS;
    await stage.run();
    expect(new Set(told(stage.received)).size).toBe(12);
    // Some may have arrived twice, when the run died between sending and writing it down: then under the same id.
    expect(new Set(stage.received.map(({ id }) => id)).size).toBe(12);
  });

  it("names the workspace that failed, works on the others, and fails", async () => {
    await stage.addWebhook();
    const broken = await stage.addWebhook({ workspaceId: "ws_000000000009", sealedSecret: "broken" });
    const token = await stage.addToken({ endsInMs: DAY_MS });
    await stage.addToken({ endsInMs: DAY_MS, workspaceId: broken.workspaceId });
    await expect(stage.run()).rejects.toThrow("1 workspaces could not be worked on");
    expect(told(stage.received)).toEqual([`${token.id} 1`]);
    expect(JSON.stringify(stage.errors)).toContain("ws_000000000009");
  });
});

describe("a run that has no time left", () => {
  it("is gone on with by the next one, from where it was, until everything is done", async () => {
    const webhook = await stage.addWebhook();
    await Promise.all(Array.from({ length: 21 }, () => stage.addToken({ endsInMs: 5 * DAY_MS })));
    for (const workspaceId of ["ws_000000000002", "ws_000000000003"]) {
      await stage.addWebhook({ workspaceId });
      for (let index = 0; index < 5; index++) await stage.addToken({ endsInMs: 5 * DAY_MS, workspaceId });
    }
    const places: Place[] = [];
    let early: ExpiringStoredToken | undefined;
    for (let runs = 0; runs < 40 && new Set(told(stage.received)).size < 32; runs++) {
      // The clock goes on by one unit each time that it is read, and the run has so many of them.
      let reads = 0;
      await stage.run({ timeMs: 40, parts: { tokensPerPage: 20, now: () => stage.now + reads++ } });
      places.push(await readPlace(stage.directory));
      // Ends before the place that the first run came to, so that its turn is after everything that is left.
      if (runs === 1 && early !== undefined) {
        expect(await readNotices(stage.directory, webhook.workspaceId, [early])).toEqual(new Set());
      }
      if (runs === 0) early = await stage.addToken({ endsInMs: 4 * DAY_MS });
      stage.now += HOUR_MS;
    }
    expect(new Set(told(stage.received)).size).toBe(32);
    expect(stage.received).toHaveLength(32);
    // Its first page of tokens was done with, and the second one was begun where that ended.
    const [first] = places;
    expect(first?.unfinished).toContainEqual({
      workspaceId: webhook.workspaceId,
      after: expect.stringContaining("#lks_"),
    });
    expect(places.at(-1)).not.toHaveProperty("unfinished");
  });
});
