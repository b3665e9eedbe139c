import { type Guide, idOf } from "./guide.ts";

/** What the tour has used so far: a delivery of the access log, and everything that can be asked about it. */
export async function visitUsage({ test, manage }: Guide): Promise<void> {
  await test.platform.deliverLogs();
  await test.platform.runSchedule("Counting");
  const service = await manage("createService", { status: 201, body: { name: "Metered" } });
  const path = { serviceId: idOf(service) };
  const body = { ...path, name: "Metered" };
  const application = { applicationId: idOf(await manage("createApplication", { status: 201, body })) };
  const about = (subject: string, id: string) => ({ status: 200, query: `?subject=${subject}&id=${id}` });
  await manage("queryUsage", { status: 200 });
  await manage("queryUsage", about("token", test.demo.publicTokenId));
  await manage("queryUsage", about("service", path.serviceId));
  await manage("queryUsage", about("application", application.applicationId));
  await manage("exportUsage", { status: 200, query: "?granularity=month&timeZone=Europe/Berlin" });
  await manage("deleteApplication", { status: 204, path: application });
  await manage("deleteService", { status: 204, path });
}
