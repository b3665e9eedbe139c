import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Client } from "../../../sdk/src/index.ts";
import { feature } from "../../support/features.ts";
import { startTestPlatform, type TestPlatform } from "../../support/test-platform.ts";

/** Who may read what is counted, and what cannot be asked. What the answers are is in `analytics.test.ts`. */
describe(feature(61), () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await startTestPlatform();
  });
  afterAll(() => test.close());

  describe("is for whoever has the scope and services to see", () => {
    const calls = (client: Client, configuratorId: string) => [
      () => client.analytics.events(),
      () => client.analytics.exportEvents(),
      () => client.analytics.funnel(),
      () => client.analytics.options({ configuratorId }),
      () => client.analytics.exportOptions({ configuratorId }),
      () => client.analytics.summary(),
    ];
    const createReader = async (
      scopes: ("analytics:read" | "account_management:read")[],
      services: "all" | string[],
    ) => {
      const rights = { role: "viewer" as const, scopes, services };
      const { token } = await test.owner.tokens.create({ kind: "private", label: "reads", ...rights });
      return test.client(token ?? "");
    };

    it("a viewer with the scope reads all of it, also when they may see one service only", async () => {
      const { id } = await test.owner.services.create({ name: "One" });
      for (const services of ["all" as const, [id]]) {
        const client = await createReader(["analytics:read"], services);
        for (const call of calls(client, test.demo.configuratorId)) await call();
      }
    });

    it("without the scope or any service it is refused", async () => {
      const [without, blind] = [
        await createReader(["account_management:read"], "all"),
        await createReader(["analytics:read"], []),
      ];
      for (const call of calls(without, test.demo.configuratorId))
        await expect(call()).rejects.toMatchObject({ status: 403 });
      for (const call of calls(blind, test.demo.configuratorId))
        await expect(call()).rejects.toMatchObject({ status: 403, code: "no_service_access" });
      const path = `/v1/analytics/events?access_token=${test.demo.publicToken}`;
      expect([401, 403]).toContain((await test.request(path, { origin: test.demo.shopUrl })).status);
    });

    it("a configurator that is unknown has no events, like one of another workspace", async () => {
      const unknown = { configuratorId: "cfg_000000000000" };
      expect((await test.owner.analytics.events(unknown)).series).toEqual([]);
      expect((await test.owner.analytics.options(unknown)).attributes).toEqual([]);
    });
  });

  it.each([
    ["from=yesterday", "/from", "invalid_format"],
    ["from=1999-01-01", "/from", "invalid_format"],
    ["from=2026-03-02&to=2026-03-01", "/to", "too_small"],
    ["from=2024-01-01&to=2026-01-01", "/from", "too_big"],
    ["from=2026-03-01&to=2026-03-15&granularity=hour", "/from", "too_big"],
    ["from=2026-03-01&to=2026-03-03&granularity=15min", "/from", "too_big"],
    ["granularity=year", "/granularity", "invalid_value"],
    ["timeZone=Europe/Nowhere", "/timeZone", "invalid_value"],
    ["configuratorId=box", "/configuratorId", "invalid_format"],
    ["event=Load", "/event", "invalid_format"],
    ["groupBy=country", "/groupBy", "invalid_value"],
    ["groupBy=option", "/configuratorId", "custom"],
    ["groupBy=configurator&configuratorId=cfg_000000000000", "/configuratorId", "custom"],
    ["groupBy=token&granularity=15min", "/granularity", "custom"],
    ["groupBy=token&timeZone=Europe/Berlin", "/timeZone", "custom"],
    ["groupBy=token&granularity=hour&timeZone=Asia/Kolkata", "/timeZone", "custom"],
    ["groupBy=token&granularity=hour&from=2026-03-01&to=2026-03-02", "/from", "custom"],
    ["compare=year", "/compare", "invalid_value"],
    ["limit=21", "/limit", "too_big"],
    ["limit=0", "/limit", "too_small"],
    ["page=1", "/page", "unknown_field"],
  ])("a query with %s is refused and says why", async (wanted, pointer, code) => {
    for (const path of ["/v1/analytics/events", "/v1/analytics/events/export"]) {
      const { status, json } = await test.request(`${path}?${wanted}`, { token: test.demo.ownerToken });
      expect(status).toBe(400);
      expect(json).toMatchObject({ code: "invalid_query", errors: [{ pointer, code }] });
    }
  });
});
