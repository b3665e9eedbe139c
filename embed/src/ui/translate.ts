import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { languageOf } from "../../../functions/domain/configurator/locale.ts";
import { pathOf } from "../core/opening.ts";
import type { LoadedConfigurator, UiContext } from "../core/types.ts";
import { fillIn } from "./fill-in.ts";
import { createJoin } from "./join.ts";
import type { ViewOptions } from "./view.ts";

export type Translate = (
  view: Pick<ViewOptions, "session" | "locale" | "onTexts">,
  isShown: () => boolean,
) => Promise<void>;

/**
 * Loads the texts that a document was loaded without, when it is shown in a language that they are needed for. Until they are there, and where
 * they cannot be had, the shopper reads those that are.
 */
export function createTranslate({ request }: Pick<UiContext, "request">): Translate {
  const complete = new WeakSet<ConfiguratorDocument>();
  const join = createJoin<LoadedConfigurator>();

  return async ({ session, locale, onTexts }, isShown) => {
    const { configuratorId, version, language, document } = session.configurator;
    const isReadable = language === undefined || languageOf(locale) === language || complete.has(document);
    if (isReadable || session.isStale) return;
    // Under the version's number, caches hold nothing older.
    const path = `${pathOf(configuratorId)}?version=${version}`;
    const whole = await join(path, () => request(path)).catch(() => undefined);
    // The product may be another one by now.
    if (whole === undefined || session.configurator.document !== document) return;
    if (whole.version !== version) return session.renew({ loaded: whole });
    fillIn(document, whole.document);
    complete.add(document);
    if (isShown()) onTexts();
  };
}
