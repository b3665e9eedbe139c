import type { ResponseOf } from "../../contract/api.ts";
import type { RandomBytes } from "../domain/base62.ts";
import type { Money } from "../domain/configurator/document.ts";
import { evaluate } from "../domain/configurator/evaluate.ts";
import { opens } from "../domain/edit-key.ts";
import { createQuoteClaims, type QuotedPrice, signQuote } from "../domain/quote.ts";
import { type Answer, type Refusal, refuse } from "../http/answer.ts";
import type { AuthorizedRequest } from "../http/create-handler.ts";
import { readConfiguration, type StoredConfiguration } from "../store/configurations.ts";
import { parseDocument, readPublished } from "../store/configurators.ts";
import type { QuoteSigner } from "../store/quote-signer.ts";
import type { Table } from "../store/table.ts";

export interface QuoteParts {
  readonly catalogue: Table;
  readonly signer: QuoteSigner;
  readonly randomBytes: RandomBytes;
  /** Base URL of the deployment: the `iss` of its quotes. */
  readonly issuer: string;
  readonly lifetimeSeconds: number;
}

/**
 * For a page. A quote shows what was saved, so its token either may open every save, or shows by the edit key that this one was made by whoever asks.
 * Said before anything else is looked at: that it does not.
 */
export async function quoteConfiguration(
  parts: QuoteParts,
  request: AuthorizedRequest<"quoteConfiguration">,
): Promise<Answer | Refusal> {
  const { principal, path, body } = request;
  const saved = await readConfiguration(parts.catalogue, principal.workspaceId, path.shortId);
  if (saved === undefined) return refuse("not_found");
  const maySee = principal.scopes.includes("embed:resume") || opens(body.editKey ?? "", saved.editKeyDigest);
  return maySee ? quote(parts, request, saved) : refuse("edit_key_not_valid");
}

/** For a server, whose token may read every save. */
export async function quoteSavedConfiguration(
  parts: QuoteParts,
  request: AuthorizedRequest<"quoteSavedConfiguration">,
): Promise<Answer | Refusal> {
  const saved = await readConfiguration(parts.catalogue, request.principal.workspaceId, request.path.shortId);
  return saved === undefined ? refuse("not_found") : quote(parts, request, saved);
}

/**
 * Signs what a save costs. The price is worked out here, from the document of the version that was saved; and only while that version is the
 * published one, because a shop that publishes other prices does not want to be held to the former ones.
 */
async function quote(
  { catalogue, signer, randomBytes, issuer, lifetimeSeconds }: QuoteParts,
  { principal, body, nowEpochMs }: AuthorizedRequest<"quoteConfiguration" | "quoteSavedConfiguration">,
  saved: StoredConfiguration,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const { shortId, configuratorId, version } = saved;
  // What is published is a copy of its version, so this is the document that the save was made with, or there is no quote.
  const published = await readPublished(catalogue, { workspaceId, configuratorId });
  if (published?.version !== version) return refuse("version_not_published", { publishedVersion: published?.version });

  const document = parseDocument(published);
  const { values, price: total } = evaluate(document, saved.values);
  const price = findPrice(total, body.currency ?? document.pricing.currencies[0]);
  if (price === undefined) {
    const message = `The configurator's prices are in ${document.pricing.currencies.join(", ")}.`;
    return refuse("currency_not_offered", {
      errors: [{ pointer: "/currency", code: "currency_not_offered", message }],
    });
  }
  const claims = createQuoteClaims(
    { issuer, workspaceId, shortId, configuratorId, version, values, price },
    { nowEpochMs, lifetimeSeconds, randomBytes },
  );
  const answer: ResponseOf<"quoteConfiguration"> = {
    quote: await signQuote(claims, await signer.currentKey(), signer.sign),
    expiresAt: new Date(claims.exp * 1000).toISOString(),
  };
  return { status: 200, body: answer };
}

function findPrice(total: Money, currency: string | undefined): QuotedPrice | undefined {
  if (currency === undefined || !Object.hasOwn(total, currency)) return undefined;
  const amount = total[currency];
  return amount === undefined ? undefined : { currency, amount };
}
