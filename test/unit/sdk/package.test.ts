import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const sdk = join(root, "sdk");

/** The package as it would be published, built into a folder of its own. */
let published: string;

function run(script: string, args: readonly string[], cwd: string): string {
  return execFileSync(process.execPath, [join(root, "node_modules", script), ...args], { cwd, encoding: "utf8" });
}

function runProgram(name: string, source: string): string {
  writeFileSync(join(published, name), source);
  return execFileSync(process.execPath, [name], { cwd: published, encoding: "utf8" });
}

beforeAll(() => {
  published = mkdtempSync(join(tmpdir(), "latchkey-sdk-"));
  for (const name of ["package.json", "README.md"]) copyFileSync(join(sdk, name), join(published, name));
  run("tsdown/dist/run.mjs", ["--out-dir", join(published, "dist"), "--logLevel", "error"], sdk);
}, 120_000);

afterAll(() => rmSync(published, { recursive: true, force: true }));

describe("the published package", () => {
  it("has no fault that publint knows", () => {
    expect(run("publint/src/cli.js", [".", "--strict"], published)).toContain("All good!");
  }, 60_000);

  it("has types that fit its code, for every way to resolve them", () => {
    const args = ["--pack", ".", "--no-emoji", "--format", "ascii", "--no-definitely-typed"];
    expect(run("@arethetypeswrong/cli/dist/index.js", args, published)).toContain("No problems found");
  }, 60_000);

  const use = `
    const client = createClient({ baseUrl: "https://x.example", fetch: async (url) => Response.json({ items: [url], nextCursor: null }), token: "lks_1" });
    (async () => { for await (const item of client.tokens.list({ limit: 1 })) console.log(item); })();`;

  it("is an ES module", () => {
    const output = runProgram("use.mjs", `import { createClient } from "@latchkey/sdk";${use}`);
    expect(output).toBe("https://x.example/v1/tokens?limit=1\n");
  });

  it("is a CommonJS module", () => {
    const output = runProgram("use.cjs", `const { createClient } = require("@latchkey/sdk");${use}`);
    expect(output).toBe("https://x.example/v1/tokens?limit=1\n");
  });

  it("has a README whose first example works", async () => {
    const readme = readFileSync(join(sdk, "README.md"), "utf8");
    const example = /## First example[^`]*`npm start`[\s\S]*?```js\n([\s\S]*?)```/.exec(readme)?.[1];
    writeFileSync(join(published, "first.mjs"), example ?? "");
    const token = { id: "lkp_4fK2mZq81LpA", label: "Web shop", status: "active", token: "lkp_value" };
    const answers: Record<string, unknown> = {
      "POST /v1/service-accounts": { id: "web-shop" },
      "POST /v1/tokens": token,
      "GET /v1/tokens?kind=public": { items: [token], nextCursor: null },
    };
    const server = createServer((request, response) => {
      response.end(JSON.stringify(answers[`${request.method} ${request.url}`]));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const address = server.address();
      const port = typeof address === "object" ? address?.port : undefined;
      const { stdout } = await promisify(execFile)(process.execPath, ["first.mjs"], {
        cwd: published,
        env: { LATCHKEY_URL: `http://127.0.0.1:${port}`, LATCHKEY_TOKEN: "lks_owner" },
      });
      expect(stdout).toBe('data-token="lkp_value"\nlkp_4fK2mZq81LpA active Web shop\n');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("brings a command that verifies audit trails, and that is a file of its own", () => {
    const { bin } = JSON.parse(readFileSync(join(published, "package.json"), "utf8"));
    const vectors = JSON.parse(readFileSync(join(root, "test/vectors/audit-chain.json"), "utf8"));
    const lines = vectors.trail.map((event: object) => JSON.stringify(event));
    writeFileSync(join(published, "trail.jsonl"), lines.join("\n"));
    writeFileSync(join(published, "command.mjs"), readFileSync(join(published, bin["latchkey-audit-verify"])));
    const output = execFileSync(process.execPath, ["command.mjs", "trail.jsonl"], { cwd: published, encoding: "utf8" });
    expect(output).toMatch(/^Verified: 4 events in 2 chains\./);
  });

  it("depends on no package and on nothing of Node, but for the command", () => {
    const manifest = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8"));
    for (const field of ["dependencies", "peerDependencies", "optionalDependencies"]) {
      expect(manifest).not.toHaveProperty(field);
    }
    for (const name of ["index.js", "index.cjs"]) {
      const code = readFileSync(join(published, "dist", name), "utf8");
      expect(code).not.toMatch(/\brequire\(|\bfrom "|\bimport\(|\bprocess\.|\bBuffer\b|__dirname/);
    }
  });
});
