import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client, IssuedApplication } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

describe(feature(38), () => {
  let test: TestPlatform;
  let serviceId = "";
  let token = "";
  let api: Client["serviceManagement"];
  beforeAll(async () => {
    test = await startTestPlatform();
    const service = await test.owner.services.create({ name: "Managed" });
    serviceId = service.id;
    token = service.token ?? "";
    api = test.client(token).serviceManagement;
  });
  afterAll(() => test.close());

  const createApplication = (limits = {}): Promise<IssuedApplication> =>
    test.owner.applications.create({ serviceId, name: "Caller", limits });
  const keyOf = ({ key }: { readonly key: string | null }) => {
    if (key === null) throw new Error("there is no key");
    return key;
  };
  const usedBy = async (applicationId: string) => {
    const { limits } = await api.authorize(serviceId, { applicationId });
    return Object.fromEntries(limits.map(({ period, used }) => [period, used]));
  };
  const post = (action: string, body: unknown, headers = {}) =>
    test.request(`/service-management/v1/services/${serviceId}/${action}`, { method: "POST", token, body, headers });

  it("authorizes an application by its key or its id, and counts nothing", async () => {
    const { id, key } = await createApplication({ perDay: 5 });
    for (const body of [{ applicationKey: keyOf({ key }) }, { applicationId: id }]) {
      expect(await api.authorize(serviceId, body)).toEqual({
        authorized: true,
        reason: null,
        application: { id, name: "Caller", externalId: null, state: "active" },
        limits: [{ period: "day", limit: 5, used: 0, remaining: 5, resetsAt: expect.any(String) }],
      });
    }
  });

  it("says the same of an unknown application, of another service's and of a wrong key", async () => {
    const { id, key } = await createApplication();
    const other = await test.owner.services.create({ name: "Other" });
    const foreign = await test.owner.applications.create({ serviceId: other.id, name: "Foreign" });
    const unknown = { authorized: false, reason: "application_unknown", application: null, limits: [] };
    for (const body of [
      { applicationId: "app_000000000000" },
      { applicationId: "nonsense" },
      { applicationId: foreign.id },
      { applicationKey: keyOf(foreign) },
      { applicationKey: "nonsense" },
      { applicationKey: `${keyOf({ key }).slice(0, -1)}x` },
      { applicationKey: id },
    ]) {
      expect(await api.authorize(serviceId, body)).toEqual(unknown);
      expect(await api.authrep(serviceId, body)).toEqual(unknown);
    }
    // An intact key whose secret is not the application's own.
    const { key: newKey } = await test.owner.applications.rotateKey(id);
    expect(await api.authorize(serviceId, { applicationKey: keyOf({ key }) })).toEqual(unknown);
    expect(await api.authorize(serviceId, { applicationKey: keyOf({ key: newKey }) })).toMatchObject({
      authorized: true,
    });
  });

  it("accepts the former key until its grace period ends", async () => {
    const { id, key } = await createApplication();
    const rotated = await test.owner.applications.rotateKey(id, { graceSeconds: 600 });
    for (const applicationKey of [keyOf({ key }), keyOf(rotated)]) {
      expect(await api.authorize(serviceId, { applicationKey })).toMatchObject({ authorized: true });
    }
    await test.owner.applications.rotateKey(id);
    for (const applicationKey of [keyOf({ key }), keyOf(rotated)]) {
      expect(await api.authorize(serviceId, { applicationKey })).toMatchObject({ authorized: false });
    }
  });

  it("refuses a suspended application, counts nothing for it, and authorizes it again when it is resumed", async () => {
    const { id } = await createApplication({ perDay: 5 });
    await test.owner.applications.suspend(id);
    expect(await api.authrep(serviceId, { applicationId: id })).toMatchObject({
      authorized: false,
      reason: "application_suspended",
      application: { id, state: "suspended" },
    });
    await test.owner.applications.resume(id);
    expect(await usedBy(id)).toEqual({ day: 0 });
  });

  it("authrep counts what it authorizes, up to the limit and not beyond, and a retry counts once", async () => {
    const { id } = await createApplication({ perDay: 5, perMonth: 100 });
    const once = { idempotencyKey: "authrep-once" };
    const body = { applicationId: id, usage: { hits: 3 } };
    expect(await api.authrep(serviceId, body, once)).toMatchObject({ authorized: true, limits: [{ used: 3 }, {}] });
    expect(await api.authrep(serviceId, body, once)).toMatchObject({ authorized: true, limits: [{ used: 3 }, {}] });
    expect(await api.authrep(serviceId, body)).toMatchObject({ authorized: false, reason: "limit_exceeded" });
    expect(await api.authorize(serviceId, body)).toMatchObject({ authorized: false, reason: "limit_exceeded" });
    expect(await api.authrep(serviceId, { applicationId: id, usage: { hits: 2 } })).toMatchObject({ authorized: true });
    expect(await usedBy(id)).toEqual({ day: 5, month: 5 });
  });

  it("of 50 authreps at once against a limit of 20 a minute exactly 20 are authorized", async () => {
    // All of them in one minute.
    const secondsLeft = 60 - ((Date.now() / 1000) % 60);
    if (secondsLeft < 20) await new Promise((resolve) => setTimeout(resolve, secondsLeft * 1000 + 100));
    const { id } = await createApplication({ perMinute: 20 });
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.authrep(serviceId, { applicationId: id })));
    expect(answers.filter(({ authorized }) => authorized)).toHaveLength(20);
    expect(answers.filter(({ reason }) => reason === "limit_exceeded")).toHaveLength(30);
    expect(await usedBy(id)).toEqual({ minute: 20 });
  });

  it("tells the limits in headers, and when to try again", async () => {
    const { id } = await createApplication({ perHour: 1, perDay: 10 });
    const allowed = await post("authrep", { applicationId: id });
    expect(allowed.headers.get("ratelimit-policy")).toBe('"hour";q=1;w=3600, "day";q=10;w=86400');
    expect(allowed.headers.get("ratelimit")).toMatch(/^"hour";r=0;t=\d+, "day";r=9;t=\d+$/);
    expect(allowed.headers.get("retry-after")).toBeNull();
    const refused = await post("authrep", { applicationId: id });
    expect(refused.json).toMatchObject({ authorized: false, reason: "limit_exceeded" });
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3600);
  });

  it("judges the transactions of a report one by one, and counts each id once however often it is reported", async () => {
    const { id, key } = await createApplication({ perDay: 1000 });
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    const transactions = [
      { id: "first", applicationId: id, usage: { hits: 2 } },
      { id: "second", applicationKey: keyOf({ key }), occurredAt: at(-1000) },
      { id: "first", applicationId: id, usage: { hits: 2 } },
      { applicationId: "app_000000000000" },
      { applicationId: id, occurredAt: at(-24 * 60 * 60 * 1000 - 60_000) },
      { applicationId: id, occurredAt: at(6 * 60 * 1000) },
      { applicationId: id, usage: { hits: 0 } },
      { applicationId: id, applicationKey: keyOf({ key }) },
    ];
    const results = [
      { status: "accepted", code: null },
      { status: "accepted", code: null },
      { status: "duplicate", code: null },
      { status: "refused", code: "application_unknown" },
      { status: "refused", code: "too_old" },
      { status: "refused", code: "in_the_future" },
      { status: "refused", code: "invalid_transaction" },
      { status: "refused", code: "invalid_transaction" },
    ];
    const once = { idempotencyKey: "report-once" };
    const report = { accepted: 2, duplicates: 1, refused: 5, results };
    expect(await api.report(serviceId, { transactions }, once)).toEqual(report);
    // The same request again has the same answer, another one with the same ids is told that they are known.
    expect(await api.report(serviceId, { transactions }, once)).toEqual(report);
    expect(await api.report(serviceId, { transactions: transactions.slice(0, 2) })).toMatchObject({ duplicates: 2 });
    // Yesterday's day is another one for what happened a second ago, at midnight.
    expect([2, 3]).toContain((await usedBy(id)).day);
  });

  it("takes 500 transactions of many applications, and no limit or suspension refuses what has happened", async () => {
    const applications = await Promise.all(Array.from({ length: 10 }, () => createApplication({ perMonth: 10 })));
    await test.owner.applications.suspend(applications[0]?.id ?? "");
    const transactions = Array.from({ length: 500 }, (_, index) => ({
      ...(index % 2 === 0 && { id: `bulk-${index}` }),
      applicationId: applications[index % 10]?.id ?? "",
    }));
    expect(await api.report(serviceId, { transactions })).toMatchObject({ accepted: 500, duplicates: 0, refused: 0 });
    for (const { id } of applications.slice(1, 3)) {
      expect(await api.authorize(serviceId, { applicationId: id })).toMatchObject({
        authorized: false,
        reason: "limit_exceeded",
        limits: [{ used: 50, remaining: 0 }],
      });
    }
    const tooMany = await post("report", { transactions: [...transactions, transactions[0]] });
    expect(tooMany).toMatchObject({ status: 422, json: { code: "invalid_body" } });
  });

  it("needs one name of the application, and takes nothing that it does not know", async () => {
    const { id, key } = await createApplication();
    for (const body of [{}, { applicationId: id, applicationKey: key }, { applicationId: id, extra: 1 }]) {
      expect(await post("authorize", body)).toMatchObject({ status: 422, json: { code: "invalid_body" } });
    }
  });
});
