import { defineConfig } from "tsdown";

export default defineConfig({
  entry: "src/index.ts",
  format: ["esm", "cjs"],
  dts: true,
  target: "es2022",
  // Web standards only: the same files run in Node, browsers, Deno and Bun.
  platform: "neutral",
  tsconfig: "tsconfig.json",
});
