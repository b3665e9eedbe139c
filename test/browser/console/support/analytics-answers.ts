import type { Page } from "playwright-core";
import type { AnalyticsSummary, EventCounts, Funnel, TopOptions } from "../../../../sdk/src/index.ts";

const TODAY = "2026-03-31";
const DAY_MS = 24 * 60 * 60 * 1000;
const LOADS = [120, 90, 60, 130, 140, 180, 210];

const TOKEN = "lkp_000000000000";

type Parameters = Readonly<Record<string, string>>;

/** Stands in for the counting of a shop with some traffic, so that every number on the page is known. Collects what was asked for. */
export async function answerAnalytics(
  page: Page,
  {
    tokenId,
    scale = 1,
    failing = "",
  }: {
    /** Of the token that most comes from. */
    readonly tokenId: string;
    readonly scale?: number;
    readonly failing?: string;
  },
): Promise<{ readonly path: string; readonly query: Parameters }[]> {
  const asked: { path: string; query: Parameters }[] = [];
  await page.route("**/v1/analytics/**", async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const path = pathname.slice("/v1/analytics/".length);
    const query = Object.fromEntries(searchParams);
    asked.push({ path, query });
    if (path === failing) return route.fulfill({ status: 400, json: PROBLEM, contentType: "application/problem+json" });
    if (path.endsWith("/export")) return route.fulfill({ body: "startsAt,key,count\r\n", contentType: "text/csv" });
    const answer = { events, funnel, options, summary }[path];
    if (answer === undefined) throw new Error(`nothing answers ${path}`);
    await route.fulfill({ json: JSON.parse(JSON.stringify(answer(query, scale)).replaceAll(TOKEN, tokenId)) });
  });
  return asked;
}

const PROBLEM = {
  type: "about:blank",
  title: "The query is not right.",
  status: 400,
  code: "invalid_query",
  requestId: "r1",
};

function describe({ from = "2026-03-02", to = TODAY }: Parameters) {
  return { from, to, timeZone: "Europe/Berlin", completeUntil: "2026-03-31T10:40:00.000Z", itemsRead: 30 };
}

function summary(query: Parameters, scale: number): AnalyticsSummary {
  const before = query.compare === "previous";
  const counts = { load: 4200, option_chosen: 2900, save: 610, resume: 88, share: 41, add_to_cart: 240, error: 12 };
  const names = ["load", "option_chosen", "save", "resume", "share", "add_to_cart", "error"] as const;
  return {
    ...describe(query),
    events: names.map((event) => ({
      event,
      count: counts[event] * scale,
      previousCount: before ? Math.round(counts[event] * 0.8) * scale : null,
    })),
    clockCorrected: 3 * scale,
    refused: 17 * scale,
  };
}

function funnel(query: Parameters, scale: number): Funnel {
  const counts = [4200, 1900, 520, 230].map((count) => count * scale);
  const steps = ["load", "interaction", "save", "add_to_cart"] as const;
  return {
    ...describe(query),
    steps: steps.map((step, at) => {
      const count = counts[at] ?? 0;
      const share = (of: number | undefined) => (of ? count / of : null);
      return {
        step,
        count,
        shareOfFirst: share(counts[0]),
        shareOfPrevious: share(counts[at - 1]),
        previousCount: query.compare === "previous" ? Math.round(count * 0.9) : null,
      };
    }),
  };
}

function options(query: Parameters, scale: number): TopOptions {
  const values = (names: readonly string[]) =>
    names.map((value, at) => ({ value, count: (300 - at * 80) * scale, share: (300 - at * 80) / 660 }));
  return {
    ...describe(query),
    attributes: [
      { attribute: "color", total: 660 * scale, values: values(["oak", "walnut", "white"]) },
      { attribute: "width", total: 500 * scale, values: values(["120", "160", "200"]) },
    ],
    combinations: [
      { combination: "color=oak&width=120", saves: 120, addToCarts: 61 },
      { combination: "color=walnut&width=200", saves: 84, addToCarts: 40 },
    ],
  };
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  event: ["load", "option_chosen", "save", "add_to_cart"],
  token: [TOKEN, "(other)"],
  origin: ["https://shop.example", "https://a-shop-with-quite-a-long-name.example.co.uk", "https://m.shop.example"],
  configurator: ["cfg_2hJ7sWv9QxTb", "cfg_3hJ7sWv9QxTb"],
  error: ["network", "version_not_published"],
};

function events(query: Parameters, scale: number): EventCounts {
  const { groupBy = "event", granularity = "day" } = query;
  const starts = startsOf(describe(query), granularity);
  const keys = query.event !== undefined && groupBy === "event" ? [query.event] : (KEYS[groupBy] ?? []);
  return {
    ...describe(query),
    granularity: granularity as EventCounts["granularity"],
    groupBy: groupBy as EventCounts["groupBy"],
    series: keys.map((key, place) => {
      const points = starts.map((startsAt, at) => {
        const count = Math.round(((LOADS[at % LOADS.length] ?? 0) * scale) / (place + 1));
        return { startsAt, count, previousCount: query.compare === "previous" ? Math.round(count * 0.8) : null };
      });
      const total = points.reduce((sum, { count }) => sum + count, 0);
      return { key, total, previousTotal: query.compare === "previous" ? Math.round(total * 0.8) : null, points };
    }),
  };
}

/** Berlin is one hour before UTC until the 29th; that an hour is missing then is not worth it here. */
function startsOf({ from, to }: { readonly from: string; readonly to: string }, granularity: string): string[] {
  const step = { "15min": DAY_MS / 96, hour: DAY_MS / 24, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS }[
    granularity
  ];
  if (step === undefined) throw new Error(`${granularity} is no granularity`);
  const [first, last] = [`${from}T00:00:00+01:00`, `${to}T22:59:00+01:00`].map(Date.parse);
  const starts: string[] = [];
  for (let at = first ?? 0; at <= (last ?? 0); at += step) starts.push(new Date(at).toISOString());
  return starts;
}
