import type { FileType } from "./configurator/document.ts";

/** So many bytes from the start of a file are enough to tell its type. */
export const FILE_START_BYTES = 16;

/**
 * What a file is, by its first bytes: PNG (ISO/IEC 15948), JPEG (SOI and the start of a marker), WebP (RFC 9649) or PDF (ISO 32000, at the very
 * start). Undefined for everything else, whatever it is called.
 */
export function detectFileType(start: Uint8Array): FileType | undefined {
  const text = Buffer.from(start.subarray(0, FILE_START_BYTES)).toString("latin1");
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  // Four bytes of length stand between the two.
  if (text.startsWith("RIFF") && /^WEBPVP8[ LX]$/.test(text.slice(8))) return "image/webp";
  return /^%PDF-[12]\.\d/.test(text) ? "application/pdf" : undefined;
}
