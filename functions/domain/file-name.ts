import type { FileType } from "./configurator/document.ts";

const EXTENSIONS: Readonly<Record<FileType, readonly [usual: string, ...others: string[]]>> = {
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "application/pdf": ["pdf"],
};

/** Of the name without its extension, in characters. */
const STEM_LENGTH_MAX = 80;
/** Names that Windows gives to devices, with or without an extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A name that any system can store a file under, made of what a shopper called it: no folders, no characters that a file name, a header or a
 * terminal treats in a special way, and the extension of what the file really is. Never used to find the file.
 */
export function cleanFileName(name: string | undefined, type: FileType): string {
  const [usual, ...others] = EXTENSIONS[type];
  const last = (name ?? "").normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  // What is left is letters with their marks, digits, spaces and a few signs: no control, no direction, no lone surrogate.
  const plain = last.replace(/[^\p{L}\p{M}\p{N} ._()+,=@-]/gu, "_");
  const extension = [usual, ...others].find((candidate) => plain.toLowerCase().endsWith(`.${candidate}`));
  const stem = extension === undefined ? plain : plain.slice(0, -extension.length - 1);
  // Neither hidden, nor an option of a command, nor a formula of a table.
  const start = stem.replace(/^[^\p{L}\p{N}(]+/u, "");
  const short = [...start]
    .slice(0, STEM_LENGTH_MAX)
    .join("")
    .replace(/[ .]+$/, "");
  const safe = short === "" || DEVICE.test(short) ? `file${short}` : short;
  return `${safe}.${extension ?? usual}`;
}

/** `Content-Disposition` (RFC 6266) of a file that is stored and never shown, whatever it is. */
export function formatAttachment(name: string): string {
  const ascii = name.replace(/[^ -~]/g, "_");
  // RFC 8187: what encodeURIComponent leaves and the header's grammar does not.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
