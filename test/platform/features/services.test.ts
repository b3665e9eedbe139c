import { readdirSync, readFileSync, statSync } from "node:fs";
import { join as joinPath } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IssuedService } from "../../../sdk/src/index.ts";
import { dumpTables } from "../../support/dump-tables.ts";
import { feature } from "../../support/features.ts";
import { issueToken, join } from "../../support/people.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

let test: TestPlatform;
beforeAll(async () => {
  test = await startTestPlatform();
});
afterAll(() => test.close());

const NOT_FOUND = { status: 404, code: "not_found" };
const REFUSED_BY_GATEWAY = { status: 403, code: "refused" };
/** An id of the right form that nothing has. */
const NO_SERVICE = "svc_000000000000";

const createService = (name: string) => test.owner.services.create({ name });
const secretOf = ({ token }: { readonly token: string | null }) => {
  if (token === null) throw new Error("there is no value");
  return token;
};
/** How a service's own token fares. */
const ask = (token: string, serviceId: string) =>
  test.client(token).serviceManagement.authorize(serviceId, { applicationId: "app_000000000000" });
const reveals = async (serviceId: string) => {
  const { items } = await test.owner.auditEvents.list({ targetType: "service", targetId: serviceId, limit: 100 });
  return items.filter(({ operation }) => operation === "revealServiceToken");
};

describe(feature(1), () => {
  it("the token of a service begins with lkv_ and is of kind service", async () => {
    const service = await createService("Kinds");
    expect(secretOf(service)).toMatch(/^lkv_[0-9A-Za-z]{61}$/);
    expect(await test.owner.tokens.get(service.tokenId)).toMatchObject({
      kind: "service",
      services: [service.id],
      scopes: [],
      role: null,
      token: null,
      owner: { type: "service", id: service.id, name: "Kinds" },
    });
  });
});

describe(feature(25), () => {
  const services: IssuedService[] = [];
  const applicationIds: string[] = [];
  beforeAll(async () => {
    for (const name of ["Service 1", "Service 2", "Service 3"]) {
      const service = await createService(name);
      services.push(service);
      const { id } = await test.owner.applications.create({ serviceId: service.id, name: `Application of ${name}` });
      applicationIds.push(id);
    }
  });
  const idOfService = (position: number) => services[position]?.id ?? "";

  it("of three services a member with access to the first gets its applications only, with a token they made", async () => {
    const { session } = await join(test, { role: "administrator", services: [idOfService(0)] });
    const { value } = await issueToken(session, { role: "administrator", scopes: ["account_management:write"] });
    for (const client of [session, test.client(value)]) {
      expect((await client.applications.list()).items.map(({ id }) => id)).toEqual([applicationIds[0]]);
      expect((await client.services.list()).items.map(({ id }) => id)).toEqual([idOfService(0)]);
    }
  });

  it("a member with access to no service is refused, and gets no empty list", async () => {
    const { session } = await join(test, { role: "administrator", services: [] });
    const { value } = await issueToken(session, { role: "administrator", services: [] });
    for (const client of [session, test.client(value)]) {
      const refused = { status: 403, code: "no_service_access" };
      await expect(client.applications.list()).rejects.toMatchObject(refused);
      await expect(client.services.list()).rejects.toMatchObject(refused);
      await expect(client.services.get(idOfService(0))).rejects.toMatchObject(refused);
      await expect(client.gatewayConfigurations.environments(idOfService(0))).rejects.toMatchObject(refused);
    }
  });

  it("a token sees the services that both it and its owner have", async () => {
    const { session } = await join(test, { role: "administrator", services: [idOfService(0), idOfService(1)] });
    const { id, value } = await issueToken(session, { services: [idOfService(1)] });
    const seen = async () => (await test.client(value).services.list()).items.map((service) => service.id);
    expect(await seen()).toEqual([idOfService(1)]);
    await test.owner.tokens.update(id, { services: [idOfService(0)] });
    expect(await seen()).toEqual([idOfService(0)]);
  });

  it("another service, and what belongs to it, is as absent as one that never was", async () => {
    const { session } = await join(test, { role: "administrator", services: [idOfService(0)] });
    for (const id of [idOfService(1), NO_SERVICE]) {
      await expect(session.services.get(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.services.update(id, { name: "x" })).rejects.toMatchObject(NOT_FOUND);
      await expect(session.services.disable(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.services.delete(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.services.revealToken(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.services.rotateToken(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.applications.list({ serviceId: id })).rejects.toMatchObject(NOT_FOUND);
      await expect(session.applications.create({ serviceId: id, name: "x" })).rejects.toMatchObject(NOT_FOUND);
      await expect(session.gatewayConfigurations.environments(id)).rejects.toMatchObject(NOT_FOUND);
      const version = { document: {} };
      await expect(session.gatewayConfigurations.createVersion(id, version)).rejects.toMatchObject(NOT_FOUND);
    }
    for (const id of [applicationIds[1] ?? "", "app_000000000000"]) {
      await expect(session.applications.get(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.applications.update(id, { name: "x" })).rejects.toMatchObject(NOT_FOUND);
      await expect(session.applications.suspend(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.applications.rotateKey(id)).rejects.toMatchObject(NOT_FOUND);
      await expect(session.applications.delete(id)).rejects.toMatchObject(NOT_FOUND);
    }
  });

  it("selected services are listed in pages without gaps or repetitions", async () => {
    const wanted = services.map(({ id }) => id);
    const { session } = await join(test, { role: "viewer", services: wanted });
    for (const limit of [1, 2]) {
      const seen: string[] = [];
      for await (const { id } of session.services.list({ limit })) seen.push(id);
      expect(seen.sort()).toEqual([...wanted].sort());
      const applications: string[] = [];
      for await (const { id } of session.applications.list({ limit })) applications.push(id);
      expect(applications.sort()).toEqual([...applicationIds].sort());
    }
  });

  it("whoever sees selected services only creates none: they would not see it", async () => {
    const { session } = await join(test, { role: "owner", services: [idOfService(0)] });
    await expect(session.services.create({ name: "x" })).rejects.toMatchObject({ status: 403, code: "right_not_held" });
  });
});

describe(feature(37), () => {
  it("a token is made with each service, and opens that service alone", async () => {
    const [one, other] = [await createService("One"), await createService("Other")];
    expect(one.tokenId).not.toBe(other.tokenId);
    expect(await ask(secretOf(one), one.id)).toMatchObject({ authorized: false, reason: "application_unknown" });
    for (const id of [other.id, NO_SERVICE]) await expect(ask(secretOf(one), id)).rejects.toMatchObject(NOT_FOUND);
    await expect(test.client(secretOf(one)).services.list()).rejects.toMatchObject(REFUSED_BY_GATEWAY);
  });

  it("it is shown again to those who may access the service, with one audit event each time", async () => {
    const service = await createService("Shared");
    const shared = await join(test, { role: "team_member", services: [service.id] });
    expect(await shared.session.services.revealToken(service.id)).toEqual({
      serviceId: service.id,
      tokenId: service.tokenId,
      token: service.token,
      rotation: null,
    });
    expect(await test.owner.services.revealToken(service.id)).toMatchObject({ token: service.token });
    const events = await reveals(service.id);
    expect(events.map(({ actor }) => actor.id)).toEqual([test.demo.ownerToken.slice(0, 16), shared.member.id]);
    expect(JSON.stringify(events)).not.toContain(secretOf(service).slice(16));

    const viewer = await join(test, { role: "viewer" });
    await expect(viewer.session.services.revealToken(service.id)).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    expect(await reveals(service.id)).toHaveLength(2);
  });

  it("a rotation gives a new value; the old one counts for the grace period, and not without one", async () => {
    const service = await createService("Rotated");
    const first = await test.owner.services.rotateToken(service.id, { graceSeconds: 600 });
    expect(first.rotation).not.toBeNull();
    await ask(secretOf(service), service.id);
    await ask(secretOf(first), service.id);
    expect(await test.owner.services.revealToken(service.id)).toMatchObject({ token: first.token });
    await test.owner.services.finishTokenRotation(service.id);
    await expect(ask(secretOf(service), service.id)).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    await expect(test.owner.services.finishTokenRotation(service.id)).rejects.toMatchObject({
      code: "rotation_not_running",
    });
    const second = await test.owner.services.rotateToken(service.id);
    await expect(ask(secretOf(first), service.id)).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    await ask(secretOf(second), service.id);
  });

  it("a retried creation or rotation gives the same value, and never a second service or secret", async () => {
    const options = { idempotencyKey: "create-once" };
    const service = await test.owner.services.create({ name: "Once" }, options);
    expect(await test.owner.services.create({ name: "Once" }, options)).toEqual(service);
    const rotation = { idempotencyKey: "rotate-once" };
    const rotated = await test.owner.services.rotateToken(service.id, { graceSeconds: 60 }, rotation);
    expect(await test.owner.services.rotateToken(service.id, { graceSeconds: 60 }, rotation)).toEqual(rotated);
    await ask(secretOf(rotated), service.id);
    // What has been rotated since is not given again.
    expect(await test.owner.services.create({ name: "Once" }, options)).toMatchObject({ token: null });
  });

  it("a disabled service stops its token with the next request; enabled, it works again", async () => {
    const service = await createService("Stopped");
    expect(await test.owner.services.disable(service.id)).toMatchObject({ state: "disabled" });
    await expect(ask(secretOf(service), service.id)).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    expect(await test.owner.services.enable(service.id)).toMatchObject({ state: "active" });
    await ask(secretOf(service), service.id);
  });

  it("a deleted service takes its token along, and is not deleted while it has applications", async () => {
    const service = await createService("Gone");
    const { id } = await test.owner.applications.create({ serviceId: service.id, name: "Last" });
    expect(await test.owner.services.get(service.id)).toMatchObject({ applicationCount: 1 });
    await expect(test.owner.services.delete(service.id)).rejects.toMatchObject({ code: "service_has_applications" });
    await test.owner.applications.delete(id);
    await test.owner.services.delete(service.id);
    await expect(test.owner.services.get(service.id)).rejects.toMatchObject(NOT_FOUND);
    await expect(ask(secretOf(service), service.id)).rejects.toMatchObject(REFUSED_BY_GATEWAY);
    expect(await test.owner.tokens.get(service.tokenId)).toMatchObject({ status: "revoked" });
  });

  it("it is managed by the service's own operations only", async () => {
    const service = await createService("Managed");
    const refused = { status: 409, code: "service_token_managed" };
    await expect(test.owner.tokens.revoke(service.tokenId)).rejects.toMatchObject(refused);
    await expect(test.owner.tokens.rotate(service.tokenId)).rejects.toMatchObject(refused);
    await ask(secretOf(service), service.id);
  });

  it("its value is stored encrypted: in no item, log or file, not even while it is rotated", async () => {
    const service = await createService("Marked");
    const values = [
      secretOf(service),
      secretOf(await test.owner.services.rotateToken(service.id, { graceSeconds: 60 })),
    ];
    await test.owner.services.revealToken(service.id);
    const logs = test.platform.logs.entries().map(({ line }) => line);
    const files = readdirSync(test.dataDirectory, { recursive: true, encoding: "utf8" })
      .map((name) => joinPath(test.dataDirectory, name))
      .filter((file) => statSync(file).isFile());
    const text = [
      ...(await dumpTables(test.platform)),
      ...logs,
      ...files.map((file) => readFileSync(file, "latin1")),
    ].join("\n");
    expect(text).toContain(service.tokenId);
    expect(values.filter((value) => text.includes(value.slice(16)))).toEqual([]);
  });
});

describe(feature(39), () => {
  it("says what an application has used, to everybody who sees its service and to nobody else", async () => {
    const service = await createService("Used");
    const { id } = await test.owner.applications.create({
      serviceId: service.id,
      name: "Busy",
      limits: { perHour: 3, perMonth: 100 },
    });
    const usage = async () => {
      const { periods } = await test.owner.applications.usage(id);
      return periods.map(({ period, used, limit, remaining }) => [period, used, limit, remaining]);
    };
    expect(await usage()).toEqual([
      ["hour", 0, 3, 3],
      ["day", 0, null, null],
      ["month", 0, 100, 100],
    ]);
    const { serviceManagement } = test.client(secretOf(service));
    await serviceManagement.authrep(service.id, { applicationId: id, usage: { hits: 2 } });
    // Reports are never refused by a limit.
    await serviceManagement.report(service.id, { transactions: [{ applicationId: id, usage: { hits: 5 } }] });
    expect(await usage()).toEqual([
      ["hour", 7, 3, 0],
      ["day", 7, null, null],
      ["month", 7, 100, 93],
    ]);
    const [, , month] = (await test.owner.applications.usage(id)).periods;
    expect(month?.resetsAt).toMatch(/^\d{4}-\d\d-01T00:00:00.000Z$/);
    const other = await createService("Not used");
    const { session: seer } = await join(test, { role: "viewer", services: [service.id] });
    const { session: stranger } = await join(test, { role: "administrator", services: [other.id] });
    expect((await seer.applications.usage(id)).applicationId).toBe(id);
    await expect(stranger.applications.usage(id)).rejects.toMatchObject(NOT_FOUND);
  });

  it("an application has a key that is shown once, limits and a state", async () => {
    const { id: serviceId } = await createService("Applications");
    const limits = { perMinute: 10, perMonth: 1000 };
    const { key, ...application } = await test.owner.applications.create({
      serviceId,
      name: "Partner",
      externalId: "crm-7",
      limits,
    });
    expect(key).toMatch(/^lka_[0-9A-Za-z]{61}$/);
    expect(application).toMatchObject({ serviceId, externalId: "crm-7", limits, state: "active", rotation: null });
    expect(application.maskedKey).toBe(`${key?.slice(0, 10)}…`);
    expect(await test.owner.applications.get(application.id)).toEqual(application);
    const text = [...(await dumpTables(test.platform)), ...test.platform.logs.entries().map(({ line }) => line)].join(
      "\n",
    );
    expect(text).toContain(application.id);
    expect(text).not.toContain(key?.slice(16));
  });

  it("name, external id and limits are changed, what is left out stays, and limits are replaced as a whole", async () => {
    const { id: serviceId } = await createService("Edited");
    const { id } = await test.owner.applications.create({
      serviceId,
      name: "Before",
      externalId: "x",
      limits: { perDay: 5 },
    });
    expect(await test.owner.applications.update(id, { name: "After" })).toMatchObject({
      name: "After",
      externalId: "x",
      limits: { perDay: 5 },
    });
    const changed = await test.owner.applications.update(id, { externalId: null, limits: { perHour: 2 } });
    expect(changed).toMatchObject({ name: "After", externalId: null, limits: { perHour: 2 } });
    expect(changed.limits).not.toHaveProperty("perDay");
  });

  it("a retried creation gives the same key, and never a second application", async () => {
    const { id: serviceId } = await createService("Retried");
    const options = { idempotencyKey: "application-once" };
    const first = await test.owner.applications.create({ serviceId, name: "Once" }, options);
    expect(await test.owner.applications.create({ serviceId, name: "Once" }, options)).toEqual(first);
    expect((await test.owner.applications.list({ serviceId })).items).toHaveLength(1);
    expect(await test.owner.services.get(serviceId)).toMatchObject({ applicationCount: 1 });
  });
});
