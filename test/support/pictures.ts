/** A WebP of one pixel. */
export const PICTURE = "data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

/** A data URL of the given bytes. */
export function pictureOf(type: string, start: string, bytes = start.length): string {
  const content = Buffer.concat([Buffer.from(start, "latin1"), Buffer.alloc(bytes - start.length)]);
  return `data:${type};base64,${content.toString("base64")}`;
}
