import { Logger } from "@aws-lambda-powertools/logger";
import { afterAll, beforeAll, expect, it } from "vitest";
import { trackEvents } from "../../../functions/embed/events/track-events.ts";
import { startDirectory, type TestDirectory } from "../store/directory-table.ts";
import { readPendingSums } from "../store/pending-sums.ts";

let table: TestDirectory;
beforeAll(async () => {
  table = await startDirectory();
});
afterAll(() => table.stop());

const NOW = Date.parse("2026-11-23T12:34:56Z");
const KNOWN = "cfg_000000000001";
const eventOf = (id: string, configuratorId = KNOWN) => ({
  id: `event-000${id}`,
  name: "load",
  configuratorId,
  occurredAt: "2026-11-23T12:34:50Z",
});
let requests = 0;
const track = (workspaceId: string, events: readonly unknown[]) =>
  trackEvents(
    { telemetry: table, isConfigurator: async ({ configuratorId }) => configuratorId === KNOWN },
    {
      operation: "trackEvents",
      path: {},
      query: {},
      body: { events: [...events] },
      headers: {},
      requestId: `request-${requests++}`,
      sourceIp: "192.0.2.1",
      nowEpochMs: NOW,
      logger: new Logger({ logLevel: "SILENT" }),
      principal: {
        kind: "public",
        workspaceId,
        id: "pub_000000000001",
        scopes: ["embed:track"],
        services: "all",
        owner: { type: "member", id: "mem_000000000001", name: "Ada" },
      },
    },
  );

it("refuses events of a configurator that the workspace does not have, and takes the others", async () => {
  const answer = await track("ws_1", [
    eventOf("1"),
    eventOf("2", "cfg_000000000002"),
    { ...eventOf("3"), name: "Not a name" },
  ]);
  expect(answer).toMatchObject({
    status: 200,
    body: {
      accepted: 1,
      duplicates: 0,
      rejected: [
        { index: 1, code: "not_found" },
        { index: 2, code: "invalid_event" },
      ],
    },
  });
  const sums = await readPendingSums(table, "ws_1");
  expect(sums.get("USAGE#workspace#ws_1#event")).toBe(1);
  expect([...sums.keys()].filter((series) => series.includes("cfg_000000000002"))).toEqual([]);
});

it("counts an id once, in a batch and in all that follow", async () => {
  expect((await track("ws_2", [eventOf("1"), eventOf("1"), eventOf("2")])).body).toMatchObject({
    accepted: 2,
    duplicates: 1,
  });
  expect((await track("ws_2", [eventOf("2"), eventOf("3")])).body).toMatchObject({ accepted: 1, duplicates: 1 });
  expect((await readPendingSums(table, "ws_2")).get(`EVENTS#${KNOWN}#load`)).toBe(3);
});
