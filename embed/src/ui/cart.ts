import { EmbedError, unreadable } from "../core/embed-error.ts";
import type { CartItem, Quote, SavedConfiguration, UiContext } from "../core/types.ts";
import { toJson } from "./json.ts";

/** A hold that rejected, or that took too long. */
export class HoldError extends EmbedError {
  /** Its name. */
  readonly hold: string;
  /** What it says to the shopper; empty when it says nothing. */
  readonly reason: string;

  constructor(code: "hold_rejected" | "hold_timed_out", hold: string, reason: string) {
    super(code, `The hold "${hold}" kept it out of the cart${reason && `: ${reason}`}`, 0);
    this.hold = hold;
    this.reason = reason;
  }
}

/** No shopper waits longer for one hold. */
export const HOLD_MS_MAX = 30_000;

/**
 * Gets a quote for a saved configuration and waits for the page's holds, one after the other.
 * The edit key is there where this page made the save: a token that may open no saves needs it.
 */
export async function addToCart(
  { request, holds }: Pick<UiContext, "request" | "holds">,
  { shortId, configuratorId, version, values, price }: SavedConfiguration,
  { currency, editKey }: { readonly currency: string; readonly editKey: string | undefined },
): Promise<CartItem> {
  const path = `configurations/${encodeURIComponent(shortId)}/quote`;
  const { quote, expiresAt } = await request<Quote>(path, toJson({ currency, editKey }));
  if (typeof quote !== "string") throw unreadable("quote");
  const item: CartItem = {
    configuratorId,
    version,
    shortId,
    values,
    price: { currency, amount: price[currency] ?? 0 },
    quote,
    quoteExpiresAt: expiresAt,
  };
  for (const [name, hold] of [...holds]) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new HoldError("hold_timed_out", name, "")), HOLD_MS_MAX);
    });
    try {
      // Each has a copy of its own: what it does to it is not for the others to see.
      await Promise.race([limit, (async () => hold(structuredClone(item)))()]);
    } catch (error) {
      if (error instanceof HoldError) throw error;
      throw new HoldError("hold_rejected", name, reasonOf(error));
    } finally {
      clearTimeout(timer);
    }
  }
  return item;
}

function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === "string" ? error : "";
}
