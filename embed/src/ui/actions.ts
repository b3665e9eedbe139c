import { isEmbedError } from "../core/embed-error.ts";
import { lateTextsFor } from "./late-texts.ts";
import { linkTo } from "./link.ts";
import type { Session } from "./session.ts";
import type { Action } from "./summary.ts";
import type { Texts } from "./texts.ts";

/** What a shopper is told about it. */
export interface Outcome {
  readonly message: string;
  /** To be kept. */
  readonly link?: string;
  readonly isFailure?: boolean;
}

/** Does what a button is for. */
export async function perform(action: Action, session: Session, shown: Texts): Promise<Outcome> {
  const texts = lateTextsFor(shown);
  if (session.isStale) return { message: texts.stale };
  try {
    switch (action) {
      case "save": {
        const { shortId } = await session.save();
        return { message: texts.saved, link: linkTo(shortId) };
      }
      case "share": {
        const link = await session.share();
        return { message: (await copy(link)) ? texts.copied : texts.saved, link };
      }
      case "cart":
        await session.addToCart();
        return { message: texts.inCart };
    }
  } catch (error) {
    // A hold speaks to the shopper in the page's own words.
    if (isEmbedError(error) && "reason" in error && error.reason)
      return { message: String(error.reason), isFailure: true };
    if (isEmbedError(error) && error.code === "version_not_published")
      return { message: texts.productChanged, isFailure: true };
    return { message: action === "cart" ? texts.cartFailed : texts.saveFailed, isFailure: true };
  }
}

/** Pages without https have no clipboard and others may not use it: then the link stands there to be copied by hand. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
