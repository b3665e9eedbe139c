import { EmbedError, isEmbedError } from "../core/embed-error.ts";
import type { LoadedConfigurator, Opening, UiContext } from "../core/types.ts";
import { attempt } from "./attempt.ts";
import type { Finding } from "./diagnose.ts";
import { createFailure } from "./failure.ts";
import type { Presenter } from "./presenter.ts";
import { createRetries, type Retries } from "./retries.ts";
import type { Texts } from "./texts.ts";

/** The place where the configurator should be. */
export interface Screen {
  readonly texts: Texts;
  present(opening: Opening): Presenter;
  /** Shows the stand-in with this below it. */
  showFailure(failure: HTMLElement): void;
  /** Loads everything once more. */
  restart(): void;
}

/** What becomes of a configurator that could not be loaded. */
export interface Recovery {
  /**
   * Presents the last known product until the real one is there.
   * @throws EmbedError when there is none; the shopper sees a failure then
   */
  recover(error: unknown, screen: Screen): Promise<Presenter>;
  end(): void;
}

/** What is known of products that were shown before, and who is to hear of a failure. */
export interface RecoveryPorts {
  remember(opening: Opening): void;
  recall(): LoadedConfigurator | undefined;
  forget(): void;
  report(failure: unknown): Promise<Finding>;
}

export function createRecovery(
  { reopen }: Pick<UiContext, "reopen">,
  { recall, remember, forget, report }: RecoveryPorts,
): Recovery {
  let retries: Retries | undefined;
  let isEnded = false;

  const retryWith = (retry: () => Promise<boolean>, isWorthWaiting: boolean) => {
    if (isEnded) return;
    retries?.stop();
    retries = createRetries(retry);
    retries.start(isWorthWaiting);
  };
  return {
    async recover(error, { texts, present, showFailure, restart }) {
      // What is no longer published is nothing to look at.
      if (isEmbedError(error) && error.status === 404) forget();
      const loaded = recall();
      const stale =
        loaded && !isEnded ? attempt(() => present({ loaded, isStale: true, retry: () => retries?.now() })) : undefined;
      const finding = report(error);
      if (stale) {
        const renew = async () => {
          try {
            const opening = await reopen();
            if (isEnded) return true;
            stale.renew(opening);
            remember(opening);
            return true;
          } catch {
            return false;
          }
        };
        void finding.then(({ isTransient }) => retryWith(renew, isTransient));
        return stale;
      }
      const { code, isTransient, hint } = await finding;
      if (isEnded) throw error;
      const again = () => {
        retries?.stop();
        restart();
      };
      showFailure(createFailure(texts, isTransient ? again : undefined));
      if (isTransient)
        retryWith(async () => {
          restart();
          return true;
        }, false);
      throw new EmbedError(code, hint, isEmbedError(error) ? error.status : 0);
    },
    end() {
      isEnded = true;
      retries?.stop();
    },
  };
}
