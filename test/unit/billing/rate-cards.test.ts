import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { putApplication } from "../../../functions/store/applications.ts";
import { listAuditEvents } from "../../../functions/store/audit-trail.ts";
import { putService, removeService } from "../../../functions/store/services.ts";
import { transact } from "../../../functions/store/transact.ts";
import { createStage, type Stage, WORKSPACE } from "./stage.ts";

const SERVICE = "svc_6Tq1XbN8wEyH";
const APPLICATION = "app_9Lk3VrD5sJzM";
const RATE = { included: 100, tiers: [{ upTo: null, price: 2, per: 1 }] };
const CARD = { effectiveFrom: "2026-11-20", currency: "EUR", fee: 4900, rates: { load: RATE }, budget: 10_000 };

let stage: Stage;
beforeEach(async () => {
  stage = await createStage("2026-11-19T23:30:00Z", "Europe/Berlin");
});
afterEach(() => stage.stop());

const create = (changes: object = {}, more: object = {}) =>
  stage.call("createRateCard", { body: { ...CARD, ...changes }, ...more });
const path = { effectiveFrom: CARD.effectiveFrom };
const codes = ({ body }: { readonly body: unknown }) =>
  (body as { errors?: { pointer: string; code: string }[] }).errors?.map(({ pointer, code }) => `${pointer} ${code}`);

describe("a rate card", () => {
  it("is written, read and listed, with what was left out filled in", async () => {
    const expected = { ...CARD, services: {}, applications: {}, state: "in_force", changeable: true };
    expect(await create()).toMatchObject({ status: 201, body: expected });
    await create({ effectiveFrom: "2026-12-01", fee: undefined, rates: {} });
    expect(await stage.call("getRateCard", { path })).toMatchObject({ status: 200, body: expected });
    const { body } = await stage.call("listRateCards");
    expect(body).toMatchObject({ items: [{ state: "scheduled", fee: null }, { state: "in_force" }], nextCursor: null });
  });

  it("begins today where the workspace is, or later: not before, and not in more than 366 days", async () => {
    expect(codes(await create({ effectiveFrom: "2026-11-19" }))).toEqual(["/effectiveFrom before_today"]);
    expect(codes(await create({ effectiveFrom: "2027-11-22" }))).toEqual(["/effectiveFrom too_far_ahead"]);
    expect(await create({ effectiveFrom: "2027-11-21" })).toMatchObject({ status: 201 });
    expect(await create()).toMatchObject({ status: 201 });
  });

  it("is one of four that begin in a month", async () => {
    const dates = ["2026-12-01", "2026-12-02", "2026-12-30", "2026-12-31"];
    for (const effectiveFrom of dates) expect(await create({ effectiveFrom })).toMatchObject({ status: 201 });
    expect(codes(await create({ effectiveFrom: "2026-12-15" }))).toEqual(["/effectiveFrom too_many_in_month"]);
    expect(await create({ effectiveFrom: "2027-01-01" })).toMatchObject({ status: 201 });
    expect(await create({ effectiveFrom: "2026-11-30" })).toMatchObject({ status: 201 });
    await stage.call("deleteRateCard", { path: { effectiveFrom: "2026-12-31" } });
    expect(await create({ effectiveFrom: "2026-12-15" })).toMatchObject({ status: 201 });
  });

  it("is the only one of its day, and all are in one currency", async () => {
    await create();
    expect(await create()).toMatchObject({ status: 409, body: { code: "rate_card_exists" } });
    const other = { effectiveFrom: "2026-12-01", currency: "USD" };
    expect(codes(await create(other))).toEqual(["/currency currency_differs"]);
    expect(await stage.call("updateRateCard", { path, body: { currency: "USD" } })).toMatchObject({ status: 200 });
    expect(await create(other)).toMatchObject({ status: 201 });
    const back = { path, body: { currency: "EUR" } };
    expect(codes(await stage.call("updateRateCard", back))).toEqual(["/currency currency_differs"]);
  });

  it("is written once under one idempotency key", async () => {
    const headers = { "idempotency-key": "once" };
    const [first, second] = [await create({}, { headers }), await create({}, { headers })];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    const both = await Promise.all([1, 2, 3].map(() => create({ effectiveFrom: "2026-12-02" })));
    const isSettled = both.every(({ status }) => [201, 409].includes(status));
    expect([isSettled, both.filter(({ status }) => status === 201).length]).toEqual([true, 1]);
  });

  it.each([
    ["a tier that has an end as the last", { load: { tiers: [{ upTo: 10, price: 1 }] } }],
    [
      "a tier within what is included",
      {
        load: {
          included: 10,
          tiers: [
            { upTo: 5, price: 1 },
            { upTo: null, price: 1 },
          ],
        },
      },
    ],
    ["no tier", { load: { tiers: [] } }],
    ["a price that is no whole number", { load: { tiers: [{ upTo: null, price: 0.5 }] } }],
    ["a price below nothing", { load: { tiers: [{ upTo: null, price: -1 }] } }],
    ["what is not priced", { refused: RATE }],
  ])("refuses %s", async (_, rates) => {
    expect(await create({ rates })).toMatchObject({ status: 422, body: { code: "invalid_body" } });
  });

  it("names services and applications that exist, and keeps those that it named when they are gone", async () => {
    expect(
      codes(await create({ services: { [SERVICE]: { fee: 100 } }, applications: { [APPLICATION]: {} } }))?.sort(),
    ).toEqual([`/applications/${APPLICATION} not_found`, `/services/${SERVICE} not_found`]);
    const service = await addService();
    const prices = { services: { [SERVICE]: { fee: 100 } }, applications: { [APPLICATION]: { hit: RATE } } };
    expect(await create(prices)).toMatchObject({ status: 201, body: prices });
    await transact(stage.tables.client, [removeService(stage.tables, service)]);
    const body = { fee: null, services: { [SERVICE]: { fee: 200 } } };
    expect(await stage.call("updateRateCard", { path, body })).toMatchObject({ status: 200, body });
  });

  it("is changed and deleted until its first day is over, and never afterwards", async () => {
    await create();
    stage.now = Date.parse("2026-11-20T22:59:59Z");
    expect(await stage.call("updateRateCard", { path, body: { budget: 1 } })).toMatchObject({ body: { budget: 1 } });
    stage.now = Date.parse("2026-11-20T23:00:00Z");
    const refused = { status: 409, body: { code: "rate_card_in_force" } };
    expect(await stage.call("updateRateCard", { path, body: { budget: 2 } })).toMatchObject(refused);
    expect(await stage.call("deleteRateCard", { path })).toMatchObject(refused);
    expect(await stage.call("getRateCard", { path })).toMatchObject({ body: { changeable: false, state: "in_force" } });
    stage.now = Date.parse("2026-11-20T22:59:59Z");
    expect(await stage.call("deleteRateCard", { path })).toMatchObject({ status: 204 });
    expect(await stage.call("getRateCard", { path })).toMatchObject({ status: 404 });
  });

  it("tells the audit trail of each change, and only of what has changed", async () => {
    await create();
    await stage.call("updateRateCard", { path, body: { budget: 1, currency: "EUR" } });
    await stage.call("updateRateCard", { path, body: { budget: 1 } });
    await stage.call("deleteRateCard", { path });
    const page = await listAuditEvents(stage.tables, {
      workspaceId: WORKSPACE,
      filter: {},
      limit: 10,
      cursor: undefined,
    });
    const told = page?.items.map(({ operation, target, before, after }) => [
      operation,
      target.id,
      before?.budget,
      after?.budget,
    ]);
    expect(told?.sort()).toEqual([
      ["createRateCard", "2026-11-20", undefined, 10_000],
      ["deleteRateCard", "2026-11-20", 1, undefined],
      ["updateRateCard", "2026-11-20", 10_000, 1],
    ]);
    expect(page?.items.find(({ operation }) => operation === "updateRateCard")?.after).toEqual({ budget: 1 });
  });
});

describe("whoever may see some services only", () => {
  const as = { services: ["svc_000000000001"] };

  it("sees no prices of the others, and writes no cards", async () => {
    await addService();
    await create({ services: { [SERVICE]: { fee: 100 } }, applications: { [APPLICATION]: { hit: RATE } } });
    const { body } = await stage.call("getRateCard", { path, as });
    expect(body).toMatchObject({ fee: 4900, services: {}, applications: {} });
    expect(JSON.stringify(body)).not.toContain(SERVICE);
    expect(await stage.call("getRateCard", { path, as: { services: [SERVICE] } })).toMatchObject({
      body: { services: { [SERVICE]: { fee: 100 } }, applications: { [APPLICATION]: { hit: RATE } } },
    });
    const refused = { status: 403, body: { code: "right_not_held" } };
    expect(await create({ effectiveFrom: "2026-12-01" }, { as })).toMatchObject(refused);
    expect(await stage.call("updateRateCard", { path, body: { fee: 1 }, as })).toMatchObject(refused);
    expect(await stage.call("deleteRateCard", { path, as })).toMatchObject(refused);
  });

  it("and whoever sees none is refused", async () => {
    const answer = await stage.call("listStatements", { as: { services: [] } });
    expect(answer).toMatchObject({ status: 403, body: { code: "no_service_access" } });
  });
});

async function addService() {
  const at = "2026-11-01T00:00:00.000Z";
  const common = { workspaceId: WORKSPACE, createdAt: at, createdBy: "mem_000000000001", updatedAt: at, revision: 1 };
  const service = {
    ...common,
    id: SERVICE,
    name: "Orders",
    state: "active" as const,
    tokenId: "lkv_000000000001",
    applicationCount: 0,
  };
  const application = {
    ...common,
    id: APPLICATION,
    serviceId: SERVICE,
    name: "=cmd()",
    state: "active" as const,
    limits: {},
    digest: "digest",
  };
  await transact(stage.tables.client, [putService(stage.tables, service), putApplication(stage.tables, application)]);
  return service;
}
