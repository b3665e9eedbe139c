import { detectFileType } from "./file-type.ts";

/** A small picture of a saved configuration. */
export interface Thumbnail {
  readonly type: ThumbnailType;
  readonly bytes: Uint8Array;
}

export const THUMBNAIL_BYTES_MAX = 64 * 1024;
/** Four characters for three bytes, and what stands before them. */
export const THUMBNAIL_URL_LENGTH_MAX = "data:image/jpeg;base64,".length + Math.ceil(THUMBNAIL_BYTES_MAX / 3) * 4;

type ThumbnailType = "image/png" | "image/jpeg" | "image/webp";

const DATA_URL = /^data:(image\/(?:png|jpeg|webp));base64,([0-9A-Za-z+/]+={0,2})$/;

/**
 * A data URL (RFC 2397) of a PNG, JPEG or WebP picture. The type is what the first bytes say, and the address must say the same: nothing else,
 * such as an SVG with a script, gets in under the name of a picture. Undefined for everything else.
 */
export function parseThumbnail(dataUrl: string): Thumbnail | undefined {
  if (dataUrl.length > THUMBNAIL_URL_LENGTH_MAX) return undefined;
  const [, type, base64 = ""] = DATA_URL.exec(dataUrl) ?? [];
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length > THUMBNAIL_BYTES_MAX || bytes.toString("base64") !== base64) return undefined;
  const found = detectFileType(bytes);
  return found !== undefined && found !== "application/pdf" && found === type ? { type: found, bytes } : undefined;
}

export function formatThumbnail({ type, bytes }: Thumbnail): string {
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}
