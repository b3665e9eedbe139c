import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startTestPlatform } from "../support/test-platform.ts";

it("a second start has the data of the first, with the same demo, and its tokens still work", async () => {
  const first = await startTestPlatform();
  const { dataDirectory, demo } = first;
  expect(statSync(join(dataDirectory, "demo.json")).mode & 0o777).toBe(0o600);
  const { id, token } = await first.owner.tokens.create({
    kind: "private",
    label: "survivor",
    role: "viewer",
    scopes: ["account_management:read"],
  });
  await first.platform.stop();

  const second = await startTestPlatform({ dataDirectory });
  expect(second.demo).toMatchObject({
    workspaceId: demo.workspaceId,
    ownerToken: demo.ownerToken,
    publicToken: demo.publicToken,
    configuratorId: demo.configuratorId,
  });
  expect((await second.owner.tokens.get(id)).label).toBe("survivor");
  expect((await second.request("/v1/whoami", { token: token ?? "" })).status).toBe(200);
  // The shop has another port now, and the public token's list follows.
  const load = await second.request(`/embed/v1/configurators/${demo.configuratorId}?access_token=${demo.publicToken}`, {
    origin: second.demo.shopUrl,
  });
  expect(load.status).toBe(200);
  await second.close();
});
