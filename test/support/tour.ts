import type { OperationId } from "../../contract/operations.ts";
import type { TestPlatform } from "./test-platform.ts";
import { visitAnalytics } from "./tour/analytics.ts";
import { visitAudit } from "./tour/audit.ts";
import { visitBilling } from "./tour/billing.ts";
import { visitBootstrap } from "./tour/bootstrap.ts";
import { visitConfigurators } from "./tour/configurators.ts";
import { visitEmbeds } from "./tour/embeds.ts";
import { createGuide } from "./tour/guide.ts";
import { visitLimits } from "./tour/limits.ts";
import { visitOpen } from "./tour/open.ts";
import { visitPeople } from "./tour/people.ts";
import { visitQuotes } from "./tour/quotes.ts";
import { visitServices } from "./tour/services.ts";
import { visitTokenChecks } from "./tour/token-checks.ts";
import { visitTokens } from "./tour/tokens.ts";
import { visitUploads } from "./tour/uploads.ts";
import { visitUsage } from "./tour/usage.ts";
import { visitWebhooks } from "./tour/webhooks.ts";
import { visitWorkspace } from "./tour/workspace.ts";

/**
 * Uses every operation of the API once or more, along every path to the store: found and not found, with and without an idempotency key,
 * with filters. Tests look at what it leaves behind: which grants were used, what was logged, what was stored.
 */
export async function takeTour(test: TestPlatform): Promise<ReadonlySet<OperationId>> {
  const guide = createGuide(test);
  await visitOpen(guide);
  await visitBootstrap(guide);
  await visitWorkspace(guide);
  await visitPeople(guide);
  await visitTokens(guide);
  await visitTokenChecks(guide);
  await visitLimits(guide);
  await visitEmbeds(guide);
  await visitServices(guide);
  await visitConfigurators(guide);
  await visitQuotes(guide);
  await visitUploads(guide);
  await visitAnalytics(guide);
  await visitUsage(guide);
  await visitBilling(guide);
  await visitWebhooks(guide);
  await visitAudit(guide);
  return guide.visited;
}
