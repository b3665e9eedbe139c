import { defineConfig } from "tsdown";

const common = { target: "es2022", tsconfig: "tsconfig.json" } as const;

export default defineConfig([
  {
    ...common,
    entry: "src/index.ts",
    format: ["esm", "cjs"],
    dts: true,
    // Web standards only: the same files run in Node, browsers, Deno and Bun.
    platform: "neutral",
  },
  {
    ...common,
    // A command for people without code. It needs Node, and carries its own copy of what it shares with the client.
    entry: "bin/audit-verify.ts",
    format: "esm",
    dts: false,
    platform: "node",
    clean: false,
  },
]);
