import type { ConfiguratorDocument, Layer } from "../../../functions/domain/configurator/document.ts";
import { h } from "./dom.ts";

export interface Picture {
  readonly element: HTMLElement;
  /**
   * Shows these layers as soon as all of them are there; until then the picture stays as it is. Fulfilled when they are shown, or others are
   * wanted.
   */
  update(layers: readonly Layer[], alt: string): Promise<void>;
  /** The pictures that are shown, from back to front. */
  shown(): readonly HTMLImageElement[];
}

/** Longest fade of the style sheet, after which a hidden layer leaves the page. */
const FADE_MS = 400;

export function createPicture({ media }: ConfiguratorDocument): Picture {
  const images = new Map<Layer, HTMLImageElement>();
  const element = h("div", { class: "picture loading", part: "picture", role: "img" });
  const lost = new Set<HTMLImageElement>();
  let wanted: ReadonlySet<Layer> = new Set();

  const add = (layer: Layer): HTMLImageElement => {
    const { width, height } = media;
    const image = h("img", { src: layer.src, alt: "", width, height, class: "layer", draggable: "false" });
    images.set(layer, image);
    const above = media.layers.slice(media.layers.indexOf(layer) + 1).find((candidate) => images.has(candidate));
    element.insertBefore(image, (above && images.get(above)) ?? null);
    return image;
  };

  const update = async (layers: readonly Layer[]) => {
    const current = new Set(layers);
    wanted = current;
    const fresh = layers.filter((layer) => !images.has(layer)).map(add);
    // A layer that cannot be loaded is left out; the others are still a picture.
    await Promise.all(fresh.map((image) => image.decode().catch(() => lost.add(image))));
    if (wanted !== current) return;
    const missing: string[] = [];
    element.classList.remove("loading");
    for (const [layer, image] of images) {
      image.classList.toggle("shown", wanted.has(layer));
      if (!lost.has(image)) continue;
      image.remove();
      images.delete(layer);
      missing.push(layer.src);
    }
    if (missing[0]) console.warn("[latchkey] Not loaded:", ...missing);
    element.classList.toggle("missing", !images.size);
    setTimeout(removeHidden, FADE_MS);
  };

  const removeHidden = () => {
    for (const [layer, image] of images) {
      // One that is still shown is waiting for its successor to load.
      if (wanted.has(layer) || image.classList.contains("shown")) continue;
      image.remove();
      images.delete(layer);
    }
  };

  return {
    element,
    update(layers, alt) {
      element.setAttribute("aria-label", alt);
      return update(layers);
    },
    shown: () => [...element.querySelectorAll<HTMLImageElement>(".shown")],
  };
}
