import { type Guide, idOf, once } from "./guide.ts";

/** Services with their tokens, applications and gateway configurations, and the API that their own tokens open. */
export async function visitServices(guide: Guide): Promise<void> {
  const { manage } = guide;
  const creation = { status: 201, body: { name: "Tour" }, headers: once() };
  const created = await manage("createService", creation);
  await manage("createService", creation);
  const path = { serviceId: idOf(created) };
  await manage("listServices", { status: 200 });
  await manage("getService", { status: 200, path });
  await manage("updateService", { status: 200, path, body: { description: "toured" } });
  await manage("disableService", { status: 200, path });
  await manage("enableService", { status: 200, path });
  await manage("revealServiceToken", { status: 200, path });
  const rotation = { status: 200, path, body: { graceSeconds: 60 }, headers: once() };
  const token = idOf(await manage("rotateServiceToken", rotation), "token");
  await manage("rotateServiceToken", rotation);
  await manage("finishServiceTokenRotation", { status: 200, path });
  await visitGatewayConfigurations(guide, path);
  await visitApplications(guide, path, token);
  await manage("deleteService", { status: 204, path });
}

async function visitGatewayConfigurations({ manage }: Guide, path: { readonly serviceId: string }): Promise<void> {
  const version = { status: 201, path, body: { document: { upstream: "https://api.example.com" } }, headers: once() };
  await manage("createGatewayConfigurationVersion", version);
  await manage("createGatewayConfigurationVersion", version);
  await manage("createGatewayConfigurationVersion", { ...version, headers: {} });
  await manage("listGatewayConfigurationVersions", { status: 200, path });
  await manage("getGatewayConfigurationVersion", { status: 200, path: { ...path, version: "1" } });
  await manage("promoteGatewayConfiguration", { status: 200, path, body: { version: 2 } });
  await manage("pinGatewayConfiguration", { status: 200, path, body: { environment: "production", version: 1 } });
  await manage("promoteGatewayConfiguration", { status: 409, path, body: { version: 2 } });
  await manage("unpinGatewayConfiguration", { status: 200, path, body: { environment: "production" } });
  await manage("getGatewayEnvironments", { status: 200, path });
  await manage("getGatewayConfiguration", { status: 200, path, query: "?environment=staging" });
}

async function visitApplications(
  { manage, call }: Guide,
  service: { readonly serviceId: string },
  token: string,
): Promise<void> {
  const creation = {
    status: 201,
    headers: once(),
    body: { ...service, name: "Tour", limits: { perMinute: 1000, perHour: 1000 } },
  };
  const path = { applicationId: idOf(await manage("createApplication", creation)) };
  await manage("createApplication", creation);
  await manage("listApplications", { status: 200 });
  await manage("listApplications", { status: 200, query: `?serviceId=${service.serviceId}` });
  await manage("getApplication", { status: 200, path });
  await manage("getApplicationUsage", { status: 200, path });
  await manage("updateApplication", { status: 200, path, body: { name: "Toured" } });
  await manage("suspendApplication", { status: 200, path });
  await manage("resumeApplication", { status: 200, path });
  const rotated = await manage("rotateApplicationKey", { status: 200, path, headers: once() });

  const applicationKey = idOf(rotated, "key");
  const asService = { status: 200, token, path: service };
  await call("authorizeApplication", { ...asService, body: { applicationKey } });
  await call("authorizeAndReport", { ...asService, body: { applicationKey } });
  const counted = { ...asService, body: path, headers: once() };
  await call("authorizeAndReport", counted);
  await call("authorizeAndReport", counted);
  const report = { ...asService, body: { transactions: [{ id: "tour-1", ...path }, path] }, headers: once() };
  await call("reportUsage", report);
  await call("reportUsage", report);
  await manage("deleteService", { status: 409, path: service });
  await manage("deleteApplication", { status: 204, path });
}
