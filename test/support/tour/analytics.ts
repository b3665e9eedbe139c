import type { Guide } from "./guide.ts";

/** What shoppers did on the tour, once it has been counted. */
export async function visitAnalytics({ test, manage }: Guide): Promise<void> {
  await test.platform.runSchedule("Counting");
  await test.platform.deliverChanges();
  const one = `configuratorId=${test.demo.configuratorId}`;
  for (const query of ["", "?compare=previous", "?granularity=hour&groupBy=token", `?groupBy=option&${one}`])
    await manage("queryEvents", { status: 200, query });
  await manage("exportEvents", { status: 200, query: "?event=load&timeZone=Asia/Kolkata" });
  await manage("queryFunnel", { status: 200, query: "?compare=previous" });
  await manage("queryOptions", { status: 200, query: `?${one}` });
  await manage("exportOptions", { status: 200, query: `?${one}` });
  await manage("summarizeAnalytics", { status: 200, query: "?compare=previous" });
}
