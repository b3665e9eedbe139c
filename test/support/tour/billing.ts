import { startReceiver } from "../receiver.ts";
import { type Guide, idOf, once } from "./guide.ts";

/** Rate cards and statements, and a run that raises an alert of the budget. */
export async function visitBilling({ test, manage }: Guide): Promise<void> {
  const receiver = await startReceiver();
  try {
    const hook = { url: `${receiver.url}/billing`, events: ["billing.threshold_reached"] };
    const webhookId = idOf(await manage("createWebhook", { status: 201, body: hook }));
    const service = { serviceId: idOf(await manage("createService", { status: 201, body: { name: "Billed" } })) };
    const body = { ...service, name: "Billed" };
    const application = { applicationId: idOf(await manage("createApplication", { status: 201, body })) };

    const effectiveFrom = new Date().toISOString().slice(0, 10);
    const card = {
      effectiveFrom,
      currency: "EUR",
      fee: 1000,
      rates: { load: { included: 10, tiers: [{ upTo: null, price: 1 }] } },
      services: { [service.serviceId]: { fee: 100 } },
      applications: { [application.applicationId]: { fee: 10 } },
      budget: 1,
    };
    const creation = { status: 201, body: card, headers: once() };
    await manage("createRateCard", creation);
    await manage("createRateCard", creation);
    await manage("createRateCard", { status: 409, body: card });
    const path = { effectiveFrom };
    await manage("listRateCards", { status: 200 });
    await manage("getRateCard", { status: 200, path });
    await manage("updateRateCard", { status: 200, path, body: { fee: 2000 } });

    await test.platform.runSchedule("Billing");
    const month = { month: effectiveFrom.slice(0, 7) };
    await manage("listStatements", { status: 200 });
    await manage("getStatement", { status: 200, path: month });
    await manage("exportStatement", { status: 200, path: month });
    await manage("deleteRateCard", { status: 204, path });
    await manage("getStatement", { status: 404, path: month });
    await manage("deleteApplication", { status: 204, path: application });
    await manage("deleteService", { status: 204, path: service });
    await manage("deleteWebhook", { status: 204, path: { webhookId } });
  } finally {
    await receiver.close();
  }
}
