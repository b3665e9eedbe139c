import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import type { PreviewState, UiContext } from "../core/types.ts";
import { h } from "./dom.ts";
import type { Extras } from "./extras.ts";
import type { ModelPreview } from "./model-preview.ts";
import { createPicture } from "./picture.ts";
import type { Texts } from "./texts.ts";

export interface PreviewOptions extends Pick<UiContext, "loadViewer"> {
  readonly document: ConfiguratorDocument;
  readonly texts: Texts;
  readonly extras: Promise<Pick<Extras, "showModel" | "drawThumbnail">>;
}

export interface Preview {
  readonly element: HTMLElement;
  update(state: PreviewState): void;
  /** A small picture of what is to be seen, as a data URL; undefined when there is none. */
  capture(): Promise<string | undefined>;
  destroy(): void;
}

/** The layers' picture, and in its place, where the document has one and the browser can draw it, the model. */
export function createPreview({ document, texts, loadViewer, extras }: PreviewOptions): Preview {
  const { media } = document;
  const picture = createPicture(document);
  const element = h("div", { class: "preview" }, picture.element);
  let state: PreviewState | undefined;
  let model: ModelPreview | undefined;
  let isDestroyed = false;

  const startModel = async () => {
    if (!media.model) return;
    const { showModel } = await extras;
    if (isDestroyed || !state) return;
    model = showModel(
      { document, model: media.model, texts, loadViewer, element, picture: picture.element },
      state,
      () => state && void picture.update(state.layers, state.alt),
    );
  };
  return {
    element,
    update(next) {
      const isFirst = !state;
      state = next;
      model?.update(next);
      if (model?.isShown) return;
      const pictureShown = picture.update(next.layers, next.alt);
      // What a shopper sees first goes first.
      if (isFirst) pictureShown.then(startModel).catch(() => undefined);
    },
    async capture() {
      return model?.isShown ? model.capture() : (await extras).drawThumbnail(picture.shown(), media);
    },
    destroy() {
      isDestroyed = true;
      model?.destroy();
    },
  };
}
