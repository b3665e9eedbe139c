import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Table } from "../functions/store/table.ts";
import { TIME_ZONES } from "./event-traffic.ts";

export interface Recount {
  readonly events: number;
  readonly pendings: number;
  /** Counters that are not what the stored events add up to. */
  readonly wrong: readonly string[];
}

type Counters = Map<string, number>;

/** Reads everything that is stored and adds the events up once more, in another way than what is checked: one by one, by the text of its key. */
export async function recount(telemetry: Table, onPage: (items: number) => void = () => undefined): Promise<Recount> {
  const expected: Counters = new Map();
  const counted: Counters = new Map();
  let events = 0;
  let pendings = 0;
  for await (const item of scan(telemetry, onPage)) {
    const [, workspaceId = "", type] = String(item.pk).split("#");
    if (String(item.pk).startsWith("PENDING#")) pendings++;
    if (type === "SERIES" || type === "BREAKDOWN") addStored(counted, item);
    if (type !== "EVENT") continue;
    events++;
    addEvent(expected, workspaceId, item);
  }
  const names = new Set([...expected.keys(), ...counted.keys()]);
  const wrong = [...names].filter((name) => expected.get(name) !== counted.get(name));
  return { events, pendings, wrong: wrong.map((name) => `${name}: ${counted.get(name)}, not ${expected.get(name)}`) };
}

function addStored(counters: Counters, item: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === "number" && name !== "ttl") add(counters, [item.pk, item.sk, name].join(" "), value);
  }
}

function addEvent(counters: Counters, workspaceId: string, item: Readonly<Record<string, unknown>>): void {
  const { name, configuratorId, tokenId, origin, countedAt, occurredAt, receivedAt } = item;
  const properties: Readonly<Record<string, unknown>> = JSON.parse(String(item.properties));
  // A clock that is a little fast is not corrected, but nothing happens after it was received.
  const at = countedAt ?? [occurredAt, receivedAt].map(String).sort()[0];
  const instant = new Date(String(at));
  const iso = instant.toISOString();
  const quarter = `q${instant.getUTCHours() * 4 + Math.floor(instant.getUTCMinutes() / 15)}`;
  const day = dateFormatOf(TIME_ZONES[workspaceId] ?? "UTC").format(instant);
  const series = (what: string) => add(counters, `WS#${workspaceId}#SERIES#${what} ${iso.slice(0, 10)} ${quarter}`, 1);
  const breakdown = (of: unknown, dimension: string, key: unknown) => {
    for (const period of [`D#${day}`, `H#${iso.slice(0, 13)}`])
      add(counters, `WS#${workspaceId}#BREAKDOWN#${of}#${dimension} ${period} n:${name}|${key}`, 1);
  };
  for (const place of [configuratorId, "*"]) {
    series(`EVENTS#${place}#${name}`);
    if (properties.first === true) series(`EVENTS#${place}#${name}.first`);
    breakdown(place, "event", "");
    breakdown(place, "token", tokenId);
    breakdown(place, "origin", origin);
    if (countedAt !== undefined) breakdown(place, "mark", "clock_corrected");
  }
  breakdown("*", "configurator", configuratorId);
  if (name === "option_chosen") breakdown(configuratorId, "option", `${properties.attribute}=${properties.value}`);
  if (name === "save" || name === "add_to_cart") breakdown(configuratorId, "combination", properties.combination);
  if (name === "error") breakdown(configuratorId, "error", properties.code);
  series(`USAGE#workspace#${workspaceId}#event`);
  series(`USAGE#token#${tokenId}#event`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Writes dates as RFC 3339 does. */
function dateFormatOf(timeZone: string): Intl.DateTimeFormat {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  formats.set(timeZone, format);
  return format;
}

function add(counters: Counters, name: string, count: number): void {
  counters.set(name, (counters.get(name) ?? 0) + count);
}

async function* scan(
  { client, name }: Table,
  onPage: (items: number) => void,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  let items = 0;
  for (let ExclusiveStartKey: ScanCommand["input"]["ExclusiveStartKey"]; ; ) {
    const page = await client.send(new ScanCommand({ TableName: name, ExclusiveStartKey }));
    for (const item of page.Items ?? []) yield unmarshall(item);
    items += page.Items?.length ?? 0;
    onPage(items);
    ExclusiveStartKey = page.LastEvaluatedKey;
    if (ExclusiveStartKey === undefined) return;
  }
}
