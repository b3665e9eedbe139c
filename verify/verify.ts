import { randomBytes } from "node:crypto";
import type { Check, CheckResult } from "./check.ts";
import { EMBED_CHECKS } from "./checks/embed.ts";
import { ENDING_CHECKS } from "./checks/ending.ts";
import { SITE_CHECKS } from "./checks/site.ts";
import { TOKEN_CHECKS } from "./checks/tokens.ts";
import { TRUST_CHECKS } from "./checks/trust.ts";
import { createStage, NotReached, type Stage } from "./stage.ts";
import type { Target } from "./target.ts";

export const CHECKS: readonly Check[] = [
  ...SITE_CHECKS,
  ...TOKEN_CHECKS,
  ...EMBED_CHECKS,
  ...TRUST_CHECKS,
  ...ENDING_CHECKS,
];

/**
 * Tries the platform's promises on a deployment, one after the other, with things of its own that it deletes at the end. A check that fails
 * keeps only those from running that need what it makes.
 *
 * @param onResult told of each check as soon as it has ended
 */
export async function verifyDeployment(
  target: Target,
  onResult: (result: CheckResult) => void,
  checks: readonly Check[] = CHECKS,
): Promise<CheckResult[]> {
  const stage = createStage(target, randomBytes(4).toString("hex"));
  const results: CheckResult[] = [];
  for (const check of checks) {
    const result = await runCheck(check, stage);
    results.push(result);
    onResult(result);
  }
  return results;
}

async function runCheck({ name, run }: Check, stage: Stage): Promise<CheckResult> {
  try {
    return { name, outcome: "passed", detail: (await run(stage)) ?? "" };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name, outcome: error instanceof NotReached ? "not reached" : "failed", detail };
  }
}
