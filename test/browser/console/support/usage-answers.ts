import type { Page } from "playwright-core";

const DAY_MS = 24 * 60 * 60 * 1000;
const TODAY = "2026-03-31";
const WORKSPACE = { load: 120, save: 30, event: 400, verification: 2, call: 7, refused: 1, hit: 50 } as const;

type Query = Readonly<Record<string, string>>;

/** Stands in for the metering of a workspace with the same use every day, so that every number is known. Collects what was asked for. */
export async function answerUsage(
  page: Page,
  { scale = 1, isFailing = false }: { readonly scale?: number; readonly isFailing?: boolean } = {},
): Promise<readonly Query[]> {
  const asked: Query[] = [];
  await page.unroute("**/v1/usage**");
  await page.route("**/v1/usage**", async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const query = Object.fromEntries(searchParams);
    asked.push(query);
    if (isFailing) return route.fulfill({ status: 400, json: PROBLEM, contentType: "application/problem+json" });
    if (pathname.endsWith("/export")) return route.fulfill({ body: "date,load\r\n", contentType: "text/csv" });
    await route.fulfill({ json: usage(query, scale) });
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

function usage({ subject = "workspace", id, from = "2026-03-02", to = TODAY, granularity }: Query, scale: number) {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY_MS) days.push(new Date(at).toISOString());
  const starts =
    granularity === "month" ? [...new Set(days.map((day) => `${day.slice(0, 7)}-01T00:00:00.000Z`))] : days;
  const perPoint = (start: string) =>
    granularity === "month" ? days.filter((day) => day.startsWith(start.slice(0, 7))).length : 1;
  const counts = Object.entries(WORKSPACE).filter(
    ([metric]) => subject === "workspace" || (subject === "token") === (metric !== "hit"),
  );
  return {
    subject,
    id: id ?? null,
    from,
    to,
    granularity: granularity ?? "day",
    timeZone: "UTC",
    completeUntil: "2026-03-31T10:40:00.000Z",
    itemsRead: 30,
    metrics: counts.map(([metric, count]) => {
      const points = starts.map((startsAt) => ({ startsAt, count: count * perPoint(startsAt) * scale }));
      return { metric, total: points.reduce((sum, point) => sum + point.count, 0), points };
    }),
  };
}
