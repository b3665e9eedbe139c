import { afterEach, describe, expect, it, vi } from "vitest";
import { defaultProvider } from "../../../functions/store/environment-credentials.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

const NAMES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;
function stub(values: readonly (string | undefined)[]): void {
  for (const [index, name] of NAMES.entries()) vi.stubEnv(name, values[index]);
}

describe("the credentials of a function", () => {
  it("are those that Lambda put into its environment", async () => {
    stub(["id", "secret", "session"]);
    expect(await defaultProvider()()).toEqual({
      accessKeyId: "id",
      secretAccessKey: "secret",
      sessionToken: "session",
    });
  });

  it("need no session token", async () => {
    for (const session of [undefined, ""]) {
      stub(["id", "secret", session]);
      expect(await defaultProvider()()).toEqual({ accessKeyId: "id", secretAccessKey: "secret" });
    }
  });

  it("are read at each call, because Lambda may renew them", async () => {
    const provide = defaultProvider();
    stub(["id", "secret", "session"]);
    await provide();
    stub(["id-2", "secret-2", "session-2"]);
    expect(await provide()).toMatchObject({ accessKeyId: "id-2", sessionToken: "session-2" });
  });

  it.each([
    [undefined, "secret"],
    ["", "secret"],
    ["id", undefined],
    ["id", ""],
  ])("are never looked for elsewhere when they are missing (%j, %j)", async (id, secret) => {
    stub([id, secret, "session"]);
    await expect(defaultProvider()()).rejects.toThrow(/AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
  });
});
