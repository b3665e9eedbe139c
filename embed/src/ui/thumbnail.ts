/** A save takes pictures of up to 64 KiB; as a data URL that is a third more, and what stands before it. */
const LENGTH_MAX = 87_000;
const WIDTHS = [480, 240];

/** A small picture of these pictures, drawn over each other from back to front; undefined where the browser does not let it be read. */
export function drawThumbnail(
  sources: readonly CanvasImageSource[],
  size: { readonly width: number; readonly height: number },
): string | undefined {
  try {
    for (const width of WIDTHS) {
      const height = Math.round((width * size.height) / size.width);
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      for (const source of sources) canvas.getContext("2d")?.drawImage(source, 0, 0, width, height);
      // Browsers that cannot write WebP write PNG.
      const url = canvas.toDataURL("image/webp", 0.8);
      if (url.length <= LENGTH_MAX) return url;
    }
  } catch {
    // A picture from elsewhere, without leave to read it: the save goes without.
  }
  return undefined;
}
