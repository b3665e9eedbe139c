import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usageSeries } from "../../../functions/domain/series.ts";
import { putApplication } from "../../../functions/store/applications.ts";
import { formatCursor } from "../../../functions/store/cursor.ts";
import { putService } from "../../../functions/store/services.ts";
import { freezeStatement, readLastFrozenStatement } from "../../../functions/store/statements.ts";
import { transact } from "../../../functions/store/transact.ts";
import { listDeliveries } from "../../../functions/store/webhook-deliveries.ts";
import { putWebhook } from "../../../functions/store/webhooks.ts";
import { createStage, HOUR_MS, type Stage, WORKSPACE } from "./stage.ts";

const LOADS = usageSeries("workspace", WORKSPACE, "load");
const SERVICE = "svc_6Tq1XbN8wEyH";
const APPLICATION = "app_9Lk3VrD5sJzM";
const LOAD_RATE = { included: 100, tiers: [{ upTo: null, price: 2, per: 1 }] };
const CARD = { effectiveFrom: "2026-10-01", currency: "EUR", fee: 3100, rates: { load: LOAD_RATE }, budget: 4000 };

let stage: Stage;
beforeEach(async () => {
  stage = await createStage("2026-09-30T12:00:00Z", "Europe/Berlin");
  expect(await stage.call("createRateCard", { body: CARD })).toMatchObject({ status: 201 });
});
afterEach(() => stage.stop());

const at = (instant: string) => {
  stage.now = Date.parse(instant);
};
/** A cursor that nobody was given. */
const forged = (place: string) => formatCursor("statements", place);
const list = async (query: Readonly<Record<string, string>> = {}) => {
  const { body } = await stage.call("listStatements", { query });
  return body as {
    items: { month: string; status: string; total: number; alerts: unknown[] }[];
    nextCursor: string | null;
  };
};

describe("the statement of a month", () => {
  it("begins and ends where the workspace is, with an hour more when clocks are put back", async () => {
    await stage.use(LOADS, "2026-09-30T21:59:00Z", 1000);
    await stage.use(LOADS, "2026-09-30T22:00:00Z", 90);
    await stage.use(LOADS, "2026-10-31T22:59:00Z", 20);
    await stage.use(LOADS, "2026-10-31T23:00:00Z", 1000);
    at("2026-10-31T22:59:00Z");
    const running = await stage.get("2026-10");
    expect(running).toMatchObject({
      status: "running",
      timeZone: "Europe/Berlin",
      startsAt: "2026-09-30T22:00:00.000Z",
      endsAt: "2026-10-31T23:00:00.000Z",
      lines: [
        { type: "fee", days: 31, daysInMonth: 31, amount: 3100 },
        { type: "usage", metric: "load", units: 110, includedUnits: 100, amount: 20 },
      ],
      total: 3120,
      volumes: [{ metric: "load", included: 100, used: 110 }],
      completeUntil: null,
      frozenAt: null,
    });
    at("2026-10-31T23:00:00Z");
    expect(await stage.get("2026-10")).toEqual({ ...running, status: "closing" });
  });

  it("is there from the first card on, and not for the future", async () => {
    at("2026-10-05T00:00:00Z");
    const statusOf = async (month: string) => (await stage.call("getStatement", { path: { month } })).status;
    expect(await Promise.all(["2026-09", "2026-10", "2026-11", "2026-1", "1999-01"].map(statusOf))).toEqual([
      404, 200, 404, 404, 404,
    ]);
    expect((await list()).items).toMatchObject([{ month: "2026-10", status: "running", total: 3100 }]);
  });

  it("is exported line by line with its prices, in minor units and without formulas", async () => {
    await addService();
    at("2026-09-30T12:00:00Z");
    const hit = {
      included: 2,
      tiers: [
        { upTo: 4, price: 3, per: 1 },
        { upTo: null, price: 25, per: 10 },
      ],
    };
    const body = { applications: { [APPLICATION]: { fee: 310, hit } } };
    expect(await stage.call("updateRateCard", { path: { effectiveFrom: CARD.effectiveFrom }, body })).toMatchObject({
      status: 200,
    });
    await stage.call("createRateCard", { body: { ...CARD, fee: 620, effectiveFrom: "2026-10-21" } });
    at("2026-10-05T00:00:00Z");
    await stage.use(usageSeries("workspace", WORKSPACE, "hit"), "2026-10-04T00:00:00Z", 9);
    await stage.use(usageSeries("application", APPLICATION, "hit"), "2026-10-04T00:00:00Z", 5);
    const { text, headers } = await stage.call("exportStatement", { path: { month: "2026-10" } });
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="statement-2026-10.csv"',
    });
    const days = "2026-10-01,2026-10-20,2026-10-01";
    const later = "2026-10-21,2026-10-31,2026-10-21";
    const hits = `application,${APPLICATION},'=cmd(),hit,${days},,`;
    expect(text.split("\r\n")).toEqual([
      "month,status,line,subject,subjectId,subjectName,metric,from,to,rateCard,days,daysInMonth,units,includedUnits,priceMinorUnits,perUnits,correctedMonth,amountMinorUnits,currency",
      `2026-10,running,fee,workspace,${WORKSPACE},,,${days},20,31,,,3100,,,2000,EUR`,
      `2026-10,running,fee,application,${APPLICATION},'=cmd(),,${days},20,31,,,310,,,200,EUR`,
      `2026-10,running,fee,workspace,${WORKSPACE},,,${later},11,31,,,620,,,220,EUR`,
      `2026-10,running,usage,${hits},5,2,,,,9,EUR`,
      `2026-10,running,tier,${hits},2,,3,1,,,EUR`,
      `2026-10,running,tier,${hits},1,,25,10,,,EUR`,
      "2026-10,running,total,,,,,,,,,,,,,,,2429,EUR",
      "",
    ]);
    const hidden = await stage.call("exportStatement", {
      path: { month: "2026-10" },
      as: { services: ["svc_000000000001"] },
    });
    expect(hidden.text).toContain("fee,application,,,,");
    expect(hidden.text).toContain("total,,,,,,,,,,,,,,,2429,EUR");
    expect(hidden.text).not.toContain(APPLICATION);
  });
});

describe("a month that is over", () => {
  it("is frozen when everything is counted that came within a day of its end, and not a moment before", async () => {
    await stage.use(LOADS, "2026-10-20T00:00:00Z", 150);
    at("2026-11-01T22:59:59Z");
    await stage.run();
    expect(await stage.get("2026-10")).toMatchObject({ status: "closing", completeUntil: "2026-11-01T22:59:59.000Z" });
    at("2026-11-01T23:00:00Z");
    await stage.run();
    const frozen = await stage.get("2026-10");
    expect(frozen).toMatchObject({
      status: "frozen",
      frozenAt: "2026-11-01T23:00:00.000Z",
      total: 3200,
      completeUntil: null,
    });

    await stage.use(LOADS, "2026-10-20T00:00:00Z", 7);
    await stage.run();
    expect(await stage.get("2026-10")).toEqual(frozen);
    const correction = { type: "correction", month: "2026-10", metric: "load", units: 7, amount: 14 };
    expect((await stage.get("2026-11")).lines).toContainEqual(expect.objectContaining(correction));
    at("2026-12-02T00:00:00Z");
    await stage.run();
    expect(await stage.get("2026-11")).toMatchObject({ status: "frozen", total: 3114 });
    expect((await stage.get("2026-12")).lines).toEqual([expect.objectContaining({ type: "fee" })]);
  });

  it("is not frozen by the clock alone, while counting is behind", async () => {
    at("2026-11-20T00:00:00Z");
    await stage.run({ completeUntil: "2026-11-01T22:59:59Z" });
    expect((await stage.get("2026-10")).status).toBe("closing");
    await stage.run({ completeUntil: "2026-11-01T23:00:00Z" });
    expect((await stage.get("2026-10")).status).toBe("frozen");
  });

  it("and was missed by runs is frozen by the next one, with every month behind it", async () => {
    at("2027-02-15T00:00:00Z");
    await stage.run();
    expect(stage.errors).toEqual([]);
    const { items, nextCursor } = await list();
    expect(items.map(({ month, status }) => `${month} ${status}`)).toEqual([
      "2027-02 running",
      "2027-01 frozen",
      "2026-12 frozen",
      "2026-11 frozen",
      "2026-10 frozen",
    ]);
    expect(nextCursor).toBeNull();
    const first = await list({ limit: "2" });
    const second = await list({ limit: "3", cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeNull();
    for (const cursor of ["made-up", ...["2026-13", "2026-00", "1999-01", "x"].map(forged)]) {
      expect(await stage.call("listStatements", { query: { cursor } })).toMatchObject({ status: 400 });
    }
    expect(await list({ limit: "2", cursor: forged("2099-01") })).toEqual(first);
  });

  it("ends where the next one begins, also when the workspace has moved in between", async () => {
    at("2026-11-03T00:00:00Z");
    await stage.run();
    await stage.moveTo("America/New_York");
    await stage.use(LOADS, "2026-11-01T01:00:00Z", 101);
    expect(await stage.get("2026-11")).toMatchObject({
      startsAt: "2026-10-31T23:00:00.000Z",
      endsAt: "2026-12-01T05:00:00.000Z",
      total: 3102,
    });
    await stage.moveTo("Asia/Tokyo");
    expect(await stage.get("2026-11")).toMatchObject({ startsAt: "2026-10-31T23:00:00.000Z", total: 3102 });
  });

  it("takes no rate card any more, although the workspace's clock says that it is not over", async () => {
    await stage.moveTo("Pacific/Kiritimati");
    at("2026-10-31T10:30:00Z");
    await stage.run();
    at("2026-11-01T10:30:00Z");
    await stage.run();
    expect((await stage.get("2026-10")).status).toBe("frozen");
    await stage.moveTo("Pacific/Pago_Pago");
    const refused = await stage.call("createRateCard", { body: { ...CARD, effectiveFrom: "2026-10-31" } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: "month_frozen" }] } });
  });

  it("is frozen once, however many runs there are at once", async () => {
    at("2026-11-02T00:00:00Z");
    await Promise.all([stage.run(), stage.run(), stage.run()]);
    expect(stage.errors).toEqual([]);
    const frozen = await readLastFrozenStatement(stage.tables, WORKSPACE);
    if (frozen === undefined) throw new Error("nothing is frozen");
    expect(await freezeStatement(stage.tables, WORKSPACE, { ...frozen, total: 1 })).toBe(false);
    expect(await readLastFrozenStatement(stage.tables, WORKSPACE)).toEqual(frozen);
  });
});

describe("alerts", () => {
  it("are raised once each, told to the webhooks that want them, and shown with the month", async () => {
    const wanted = await addWebhook("whk_000000000001", ["billing.threshold_reached"]);
    const other = await addWebhook("whk_000000000002", ["token.expiring"]);
    at("2026-10-05T00:00:00Z");
    await stage.use(LOADS, "2026-10-04T00:00:00Z", 79);
    await Promise.all([stage.run(), stage.run()]);
    const messages = async (webhookId: string) => {
      const page = await listDeliveries(stage.tables, {
        workspaceId: WORKSPACE,
        webhookId,
        limit: 100,
        cursor: undefined,
      });
      return (page?.items ?? []).map(({ type, body }) => ({ type, ...JSON.parse(body ?? "{}") }));
    };
    // The fee alone is 77 percent of the budget.
    expect((await list()).items).toMatchObject([
      {
        alerts: [
          { kind: "budget", threshold: 50 },
          { kind: "included_volume", threshold: 50 },
        ],
      },
    ]);
    expect(await messages(wanted)).toHaveLength(2);
    expect(await messages(wanted)).toContainEqual({
      type: "billing.threshold_reached",
      timestamp: "2026-10-05T00:00:00.000Z",
      data: {
        workspaceId: WORKSPACE,
        month: "2026-10",
        kind: "included_volume",
        threshold: 50,
        limit: 100,
        used: 79,
        currency: "EUR",
        metric: "load",
        subject: { type: "workspace", id: WORKSPACE, name: null },
      },
    });
    expect(await messages(other)).toEqual([]);

    await stage.use(LOADS, "2026-10-04T00:00:00Z", 1);
    at("2026-10-05T01:00:00Z");
    await stage.run();
    await stage.run();
    expect(await messages(wanted)).toHaveLength(3);
    expect((await stage.get("2026-10")).alerts).toMatchObject([
      { kind: "budget", threshold: 50, subject: null, metric: null, limit: 4000, used: 3100 },
      { kind: "included_volume", threshold: 50, raisedAt: "2026-10-05T00:00:00.000Z" },
      { kind: "included_volume", threshold: 80, raisedAt: "2026-10-05T01:00:00.000Z" },
    ]);
  });

  it("are raised anew in another month", async () => {
    at("2026-10-05T00:00:00Z");
    await stage.run();
    at("2026-11-05T00:00:00Z");
    await stage.run();
    const { items } = await list();
    expect(items.map(({ month, alerts }) => [month, alerts.length])).toEqual([
      ["2026-11", 1],
      ["2026-10", 1],
    ]);
  });

  it("of one workspace that cannot be billed do not keep the others from theirs", async () => {
    at("2026-10-05T00:00:00Z");
    await stage.addBrokenWorkspace("ws_000000000000");
    await expect(stage.run()).rejects.toThrow("1 workspaces");
    expect(stage.errors).toHaveLength(1);
    expect((await stage.get("2026-10")).alerts).toHaveLength(1);
  });
});

describe("a run that is out of time", () => {
  it("stops at a workspace, and the next one goes on behind it", async () => {
    at("2026-10-05T00:00:00Z");
    await stage.run({ timeMs: 0 });
    expect((await stage.get("2026-10")).alerts).toEqual([]);
    await stage.run({ timeMs: HOUR_MS });
    expect((await stage.get("2026-10")).alerts).toHaveLength(1);
  });
});

async function addService() {
  const created = "2026-09-01T00:00:00.000Z";
  const common = {
    workspaceId: WORKSPACE,
    state: "active" as const,
    createdAt: created,
    createdBy: "mem_000000000001",
    updatedAt: created,
    revision: 1,
  };
  await transact(stage.tables.client, [
    putService(stage.tables, {
      ...common,
      id: SERVICE,
      name: "Orders",
      tokenId: "lkv_000000000001",
      applicationCount: 1,
    }),
    putApplication(stage.tables, {
      ...common,
      id: APPLICATION,
      serviceId: SERVICE,
      name: "=cmd()",
      limits: {},
      digest: "d",
    }),
  ]);
}

async function addWebhook(id: string, events: readonly ("billing.threshold_reached" | "token.expiring")[]) {
  const created = "2026-09-01T00:00:00.000Z";
  await transact(
    stage.tables.client,
    putWebhook(stage.tables, {
      id,
      workspaceId: WORKSPACE,
      url: "https://receiver.example/",
      events,
      enabled: true,
      sealedSecret: "sealed",
      secretId: "first",
      createdAt: created,
      createdBy: "mem_000000000001",
      updatedAt: created,
      revision: 1,
    }),
  );
  return id;
}
