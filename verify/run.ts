import { parseArgs } from "node:util";
import type { CheckResult } from "./check.ts";
import { verifyDeployment } from "./verify.ts";

const HELP = `Tries the platform's promises on a deployment: public and private tokens, foreign websites, saves, quotes, files, events, revocation.
It makes a service account, tokens and a configurator of its own, and deletes them at the end. It takes two to five minutes.

  LATCHKEY_TOKEN=lks_… npm run verify -- --url https://latchkey.example.com

  --url <address>   BaseUrl of the deployment, as \`cdk deploy\` printed it
  --help            this text

LATCHKEY_TOKEN is a private token of an administrator or owner with every API at "write" and all services.
The last line is "N passed, N failed". Exit code 0 when all passed, 1 when one did not, 2 for a mistake in the call.`;

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { url: { type: "string" }, help: { type: "boolean" } } });
  if (values.help === true) return console.log(HELP);
  const { url } = values;
  const token = process.env.LATCHKEY_TOKEN;
  if (url === undefined) throw new Error("--url is missing; --help tells more");
  if (token === undefined || token === "") throw new Error("LATCHKEY_TOKEN is not set; --help tells more");
  const target = { baseUrl: new URL(url).href.replace(/\/$/, ""), token, fetch: globalThis.fetch };
  const results = await verifyDeployment(target, (result) => console.log(formatResult(result)));
  const passed = results.filter(({ outcome }) => outcome === "passed").length;
  console.log(`${passed} passed, ${results.length - passed} failed`);
  process.exitCode = passed === results.length ? 0 : 1;
}

function formatResult({ name, outcome, detail }: CheckResult): string {
  const mark = outcome === "passed" ? "ok  " : outcome === "failed" ? "FAIL" : "–   ";
  return `${mark} ${name}${detail === "" ? "" : ` (${detail})`}`;
}
