import { EmbedError, isEmbedError, isTransient } from "../core/embed-error.ts";
import { isPublicToken } from "../core/public-token.ts";
import type { UiContext } from "../core/types.ts";
import { attempt } from "./attempt.ts";
import { toJson } from "./json.ts";

/** Answer of `POST /embed/v1/diagnose`. */
interface Diagnosis {
  readonly decision: "allow" | "deny";
  readonly reason: string | null;
  readonly message: string;
  readonly fix: string | null;
  readonly docs: string | null;
}

/** A shopper waits for it where there is nothing else to see. */
const TIMEOUT_MS = 8_000;

/** What went wrong, as far as it can be found out from a page. */
export interface Finding {
  readonly code: string;
  /** Whether trying again may help. */
  readonly isTransient: boolean;
  /** One line for whoever built the page. */
  readonly hint: string;
}

/**
 * A browser hides a refusal from the page: it looks like no connection at all. The API's diagnosis, which is open to
 * every origin, tells the two apart.
 */
export async function diagnose({ options }: UiContext, failure: unknown): Promise<Finding> {
  const { baseUrl, token, configurator } = options;
  const error = isEmbedError(failure) ? failure : new EmbedError("failed", String(failure), 0);
  if (error.code === "option_missing")
    return { code: error.code, isTransient: false, hint: `[latchkey] ${error.message}` };
  const subject = `[latchkey] The configurator ${configurator} could not be loaded`;
  if (!isPublicToken(token)) {
    const hint = `${subject}: the token is neither a public one (lkp_…) nor an embed id (emb_…). Whoever sees this page has it: revoke it if it is a private token, and use an embed id or a public token.`;
    return { code: "kind_not_accepted", isTransient: false, hint };
  }
  const diagnosis = await askApi(baseUrl, token, configurator);
  if (diagnosis?.decision === "deny") {
    const { reason, message, fix, docs } = diagnosis;
    return {
      code: reason ?? "denied",
      isTransient: false,
      hint: `${subject} on ${origin}: ${reason}. ${message} Fix: ${fix} See ${pageOf(docs, baseUrl)}`,
    };
  }
  const where = diagnosis
    ? `See ${pageOf(error.docs ?? diagnosis.docs, baseUrl)}`
    : `No answer from ${baseUrl}. Does the page's Content-Security-Policy allow it in connect-src?`;
  return {
    code: error.code,
    isTransient: isEmbedError(failure) && isTransient(failure),
    hint: `${subject}: ${error.code}. ${error.message} ${where}`,
  };
}

/** Pages are named relative to the API; what is no address is shown as it is. */
function pageOf(docs: string | null, baseUrl: string): string {
  return attempt(() => new URL(docs ?? "docs/errors/not_found", baseUrl).href) ?? String(docs);
}

async function askApi(baseUrl: string, token: string, configuratorId: string): Promise<Diagnosis | undefined> {
  try {
    const body = toJson({ token, configuratorId });
    const response = await fetch(`${baseUrl}embed/v1/diagnose`, {
      method: "POST",
      body,
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
