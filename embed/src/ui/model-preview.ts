import type { ConfiguratorDocument, Model } from "../../../functions/domain/configurator/document.ts";
import type { PreviewState, UiContext, Viewer } from "../core/types.ts";
import { lateTextsFor } from "./late-texts.ts";
import type { Texts } from "./texts.ts";

export interface ModelPreviewOptions extends Pick<UiContext, "loadViewer"> {
  readonly document: ConfiguratorDocument;
  readonly model: Model;
  readonly texts: Texts;
  /** Where the model goes, beside the picture. */
  readonly element: HTMLElement;
  readonly picture: HTMLElement;
}

export interface ModelPreview {
  /** Whether it stands in the picture's place. */
  readonly isShown: boolean;
  update(state: PreviewState): void;
  capture(): Promise<string | undefined>;
  destroy(): void;
}

/**
 * Shows the model in the picture's place as soon as it is on the screen, if the browser can draw one. Whatever goes wrong with it, then or
 * later, brings the picture back for good.
 */
export function showModel(
  { document, model, texts, loadViewer, element, picture }: ModelPreviewOptions,
  first: PreviewState,
  onFallBack: () => void,
): ModelPreview {
  let state = first;
  let viewer: Viewer | undefined;
  let isShown = false;
  let isDestroyed = false;

  const leave = () => {
    isShown = false;
    viewer?.destroy();
    viewer?.element.remove();
    viewer = undefined;
  };
  const tell = (reason: unknown) => console.warn("[latchkey] The 3D model is not shown; the picture is.", reason);
  const fallBack = (reason: unknown) => {
    leave();
    picture.classList.remove("covered");
    // Of an error its message alone: what a browser writes before it is the name of a class that was shortened.
    tell(reason instanceof Error ? reason.message : reason);
    onFallBack();
  };
  const start = async () => {
    try {
      if (!hasWebGl()) return tell("This browser has no WebGL 2.");
      const module = await loadViewer();
      if (isDestroyed) return;
      viewer = module.createViewer({ model, document, arLabel: lateTextsFor(texts).ar });
      viewer.update(state);
      element.append(viewer.element);
      await viewer.loaded;
      if (!viewer) return;
      // From here on it is the context that can be lost.
      viewer.element.addEventListener("error", fallBack, { once: true });
      viewer.element.classList.add("shown");
      picture.classList.add("covered");
      isShown = true;
    } catch (error) {
      if (!isDestroyed) fallBack(error);
    }
  };
  void start();
  return {
    get isShown() {
      return isShown;
    },
    update(next) {
      state = next;
      viewer?.update(next);
    },
    capture: async () => viewer?.capture(),
    destroy() {
      isDestroyed = true;
      leave();
    },
  };
}

function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // Browsers keep only a few contexts alive.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
