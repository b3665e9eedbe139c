import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { changesOfDay, type TrafficScene, trafficTime } from "../../../demo/traffic/changes-of-day.ts";
import { APPLICATIONS, TRAFFIC_DAYS } from "../../../demo/traffic/habits.ts";
import { createRandom } from "../../../demo/traffic/random.ts";
import { createRateCards } from "../../../demo/traffic/rate-cards.ts";
import { visit } from "../../../demo/traffic/visit.ts";
import { areTiersInOrder } from "../../../functions/domain/billing/rate-card.ts";
import { parseEventSeries } from "../../../functions/domain/series.ts";
import { addDays } from "../../../functions/domain/time-zone.ts";
import { type DynamoDb, startDynamoDb } from "../../../local/dynamodb/start-dynamodb.ts";
import { writeDay } from "../../../local/traffic/write-day.ts";

const UNTIL = Date.parse("2026-11-23T10:00:00Z");
const TIME = trafficTime(UNTIL);
const DOCUMENT = createDemoConfigurator();
const SCENE: TrafficScene = {
  workspaceId: "ws_1",
  configuratorId: "cfg_1",
  sites: ["own", "a", "b", "c"].map((name, index) => ({
    tokenId: index === 0 ? "lkp_own" : "lkp_partners",
    origin: `https://${name}.example`,
  })),
  backendTokenId: "lks_backend",
  serviceId: "svc_1",
  applicationIds: APPLICATIONS.map((_, index) => `app_${index}`),
};
const dayOf = (day: string) => changesOfDay(DOCUMENT, SCENE, TIME, day);

describe("the demo's traffic", () => {
  it("is the same for the same day, and another one on another day", () => {
    expect(dayOf("2026-11-01")).toEqual(dayOf("2026-11-01"));
    expect(dayOf("2026-11-01").changes.length).not.toBe(dayOf("2026-11-02").changes.length);
  });

  it("takes 90 days and ends at its instant", () => {
    expect(addDays(TIME.from, TRAFFIC_DAYS - 1)).toBe("2026-11-23");
    const { changes, hits } = dayOf("2026-11-23");
    const last = UNTIL / (15 * 60 * 1000);
    expect(changes.some(({ quarter }) => quarter < last)).toBe(true);
    expect(changes.every(({ quarter }) => quarter < last)).toBe(true);
    expect(hits.every(({ atEpochMs }) => atEpochMs < UNTIL)).toBe(true);
  });

  it("marks the first step of each kind of a shopper, as the embed does", () => {
    const random = createRandom("shoppers");
    const arrival = { configuratorId: "cfg_1", tokenId: "lkp_1", origin: "https://a.example", atEpochMs: 0 };
    for (let shopper = 0; shopper < 500; shopper += 1) {
      const events = visit(DOCUMENT, arrival, random);
      for (const step of ["option_chosen", "save", "add_to_cart"]) {
        const marks = events.filter(({ name }) => name === step).map(({ properties }) => properties.first === true);
        expect(marks).toEqual(marks.map((_, index) => index === 0));
      }
      expect(events.filter(({ properties }) => properties.first).every(({ name }) => name !== "load")).toBe(true);
    }
  });

  it("counts a shop and all of its parts alike", () => {
    const total = (event: string, of: string) =>
      dayOf("2026-11-01").changes.reduce((sum, change) => {
        if (change.type !== "series") return sum;
        const parts = parseEventSeries(change.series);
        return parts?.event === event && parts.configuratorId === of ? sum + change.amount : sum;
      }, 0);
    expect(total("load", "*")).toBeGreaterThan(50);
    expect(total("load", "cfg_1")).toBe(total("load", "*"));
  });

  it("has rate cards that the API would take, one of them where the traffic began this month", () => {
    const cards = createRateCards(SCENE, { from: TIME.from, today: "2026-11-23" });
    expect(cards.map(({ effectiveFrom }) => effectiveFrom)).toEqual(["2026-09-01", "2026-11-01"]);
    expect(createRateCards(SCENE, { from: "2026-10-15", today: "2026-11-23" })).toHaveLength(1);
    for (const { rates, services, applications } of cards) {
      const hits = [...Object.values(services), ...Object.values(applications)].map(({ hit }) => hit);
      for (const rate of [...Object.values(rates), ...hits])
        expect(rate === undefined || areTiersInOrder(rate)).toBe(true);
    }
  });
});

describe("writing a day of traffic", () => {
  const PLACE = { workspaceId: "ws_1", timeZone: "Europe/Berlin", hoursFromEpochMs: UNTIL - 35 * 24 * 60 * 60 * 1000 };
  let dynamodb: DynamoDb;
  let client: DynamoDBClient;

  beforeEach(async () => {
    dynamodb = await startDynamoDb();
    const key = (name: string) => ({ name, type: "S" }) as const;
    await dynamodb.createTables([
      { tableName: "Telemetry", partitionKey: key("pk"), sortKey: key("sk"), globalSecondaryIndexes: [] },
    ]);
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    client = new DynamoDBClient({ endpoint: dynamodb.endpoint, region: "us-east-1", credentials });
  });
  afterEach(async () => {
    client.destroy();
    await dynamodb.stop();
  });

  async function readAll(): Promise<readonly string[]> {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: "Telemetry" }));
    return Items.map((item) => JSON.stringify(unmarshall(item))).sort();
  }

  it("adds what an interrupted attempt has left, and nothing twice", async () => {
    const telemetry = { client, name: "Telemetry" };
    const day = "2026-11-20";
    let sent = 0;
    // The second transaction of the first attempt does not come through.
    client.middlewareStack.add(
      (next) => async (request) => {
        sent += 1;
        if (sent === 2) throw new Error("Ctrl-C");
        return next(request);
      },
      { step: "initialize", name: "interrupt" },
    );
    await expect(writeDay(telemetry, PLACE, day, dayOf(day))).rejects.toThrow("Ctrl-C");
    client.middlewareStack.remove("interrupt");
    const partly = await readAll();
    await writeDay(telemetry, PLACE, day, dayOf(day));
    const written = await readAll();
    expect(written.length).toBeGreaterThan(partly.length);
    for (const item of partly) expect(written).toContain(item);
    await writeDay(telemetry, PLACE, day, dayOf(day));
    expect(await readAll()).toEqual(written);
  });

  it("leaves out hours that are kept no more", async () => {
    await writeDay({ client, name: "Telemetry" }, PLACE, TIME.from, dayOf(TIME.from));
    const items = await readAll();
    expect(items.some((item) => item.includes('"sk":"D#'))).toBe(true);
    expect(items.some((item) => item.includes('"sk":"H#'))).toBe(false);
  });
});
