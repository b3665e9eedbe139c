import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import {
  MANAGEMENT_CALLS,
  managementCommand,
  type NamedApplication,
  pullCommand,
  variableLines,
} from "../../../../console/src/pages/service/commands.ts";

const ORIGIN = "https://latchkey.example.com";
const SERVICE = "svc_6Tq1XbN8wEyH";

/** What a shell would start: the arguments of `curl`, with the variables filled in. */
function argumentsOf(command: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { LATCHKEY_SERVICE_TOKEN: "lkv_1", APPLICATION_KEY: "lka_1", LATCHKEY_TOKEN: "lks_1" };
  return execFileSync("sh", ["-c", script], { env, encoding: "utf8" }).split("\0").slice(0, -1);
}

function bodyOf(command: string): unknown {
  const parts = argumentsOf(command);
  return JSON.parse(parts[parts.indexOf("--data") + 1] ?? "");
}

describe("managementCommand", () => {
  const command = (call: (typeof MANAGEMENT_CALLS)[number], application: NamedApplication) =>
    managementCommand({ origin: ORIGIN, serviceId: SERVICE, call, application });

  it.each(MANAGEMENT_CALLS)("calls %s with the token of the variable, and holds no secret", (call) => {
    const text = command(call, { by: "key" });
    expect(text).not.toMatch(/lk[avs]_/);
    const parts = argumentsOf(text);
    expect(parts).toContain(`${ORIGIN}/service-management/v1/services/${SERVICE}/${call}`);
    expect(parts).toContain("Authorization: Bearer lkv_1");
  });

  it("names the application by the key of the variable, or by its id", () => {
    const usage = { hits: 1 };
    expect(bodyOf(command("authorize", { by: "key" }))).toEqual({ applicationKey: "lka_1", usage });
    expect(bodyOf(command("authrep", { by: "id", id: "app_1" }))).toEqual({ applicationId: "app_1", usage });
    expect(bodyOf(command("report", { by: "key" }))).toEqual({ transactions: [{ applicationKey: "lka_1", usage }] });
  });
});

describe("pullCommand", () => {
  it("asks for one environment, and only for what is new", () => {
    const parts = argumentsOf(pullCommand({ origin: ORIGIN, serviceId: SERVICE, environment: "staging" }));
    expect(parts).toContain(`${ORIGIN}/v1/services/${SERVICE}/gateway-configuration?environment=staging`);
    expect(parts).toContain("Authorization: Bearer lks_1");
    expect(parts[parts.indexOf("--etag-compare") + 1]).toBe(parts[parts.indexOf("--etag-save") + 1]);
  });
});

describe("variableLines", () => {
  it("leaves the values to whoever pastes them", () => {
    expect(variableLines(["A", "B"])).toBe("export A='…'\nexport B='…'");
  });
});
