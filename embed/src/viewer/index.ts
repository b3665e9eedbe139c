import type { PreviewState, Viewer, ViewerOptions } from "../core/types.ts";
import { h } from "../ui/dom.ts";
import { drawThumbnail } from "../ui/thumbnail.ts";
import { createColors } from "./colors.ts";
import { missingNames } from "./missing-names.ts";
import { ModelElement } from "./model-element.ts";
import { lookOf } from "./model-look.ts";

/** What `<model-viewer>` would say in English about each side that is looked at: the text alternative already says what is shown. */
const SIDES = ["left", "right", "front", "back"];
const SILENCE = Object.fromEntries([
  ...["", "upper-", "lower-"].flatMap((height) => SIDES.map((side) => [height + side, ""])),
  ["interaction-prompt", ""],
]);

/** The 3D viewer: `<model-viewer>` that follows the values of a configurator. */
export function createViewer({ model, document, arLabel }: ViewerOptions): Viewer {
  const element = new ModelElement();
  const colors = createColors(element);
  const { promise: loaded, resolve, reject } = Promise.withResolvers<void>();
  let state: PreviewState | undefined;

  const show = async ({ values }: PreviewState): Promise<void> => {
    const look = lookOf(document, model, values);
    element.variantName = look.variant;
    element.showNodes(look.nodes);
    await element.updateComplete;
    await colors.show(look.colors);
  };

  element.addEventListener("load", async () => {
    try {
      // A model that brings its own shadow has it in the place of one that is made here.
      if (element.hasBakedShadow()) element.shadowIntensity = 0;
      const { materials = [] } = element.model ?? {};
      const inFile = {
        variants: element.availableVariants,
        materials: materials.map(({ name }) => name),
        nodes: element.nodeNames(),
      };
      for (const line of missingNames(model, inFile)) console.warn(`[latchkey] ${line}`);
      if (state) await show(state);
      // What was asked for is drawn in the next frame, and on the screen in the one after it.
      await nextFrame();
      await nextFrame();
      resolve();
    } catch (error) {
      reject(error);
    }
  });
  element.addEventListener("error", ({ detail }: CustomEventInit<{ type?: string; sourceError?: unknown }>) =>
    reject(detail?.sourceError ?? new Error(detail?.type)),
  );

  Object.assign(element, {
    src: model.src,
    iosSrc: model.usdz !== undefined && isWebAddress(model.usdz) ? model.usdz : null,
    ar: model.ar ?? false,
    cameraControls: true,
    interactionPrompt: "none",
    // One finger turns the model sideways and scrolls the page up and down.
    touchAction: "pan-y",
    disablePan: true,
    disableTap: true,
    disableZoom: true,
    shadowIntensity: 1,
    shadowSoftness: 0.8,
    a11y: SILENCE,
    ...(model.cameraOrbit !== undefined && { cameraOrbit: model.cameraOrbit }),
  });
  // With a motion that nobody asked for, the camera would glide to the place where it starts.
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) element.interpolationDecay = 0;
  element.append(
    h("button", { slot: "ar-button", type: "button" }, arLabel),
    h("button", { slot: "exit-webxr-ar-button", type: "button" }, "✕"),
  );

  return {
    element,
    loaded,
    update(next) {
      state = next;
      element.alt = next.alt;
      if (element.loaded) void show(next);
    },
    capture: async () => {
      await nextFrame();
      const picture = await createImageBitmap(await element.toBlob());
      return drawThumbnail([picture], picture);
    },
    destroy() {
      reject(new Error("The viewer was removed"));
      element.remove();
    },
  };
}

/** The viewer makes a link of it: an address that is a script must never be one, wherever the document came from. */
function isWebAddress(address: string): boolean {
  return URL.canParse(address, location.href) && /^https?:$/.test(new URL(address, location.href).protocol);
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
