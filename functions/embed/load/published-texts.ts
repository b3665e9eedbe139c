import { brotliCompressSync, constants } from "node:zlib";
import { inLanguage } from "../../domain/configurator/in-language.ts";
import { parseDocument, type StoredVersion } from "../../store/configurators.ts";

/** A published configurator as it is answered. */
export interface PublishedText {
  readonly json: string;
  /** Brotli of the same; undefined for a long one, which is the edge's to compress. */
  readonly compressed: Buffer | undefined;
}
export type FormatPublished = (published: StoredVersion, language: string | undefined) => PublishedText;

/** A tenth less than what the edge makes of it. The highest quality would take three times as long for another fiftieth. */
const BROTLI_QUALITY = 10;
/** Of JSON: more of them keep the first shopper waiting. */
const COMPRESSED_LENGTH_MAX = 65_536;

/**
 * Formats each version once for a language, and keeps the last ones that were asked for. A version never changes, so nothing that is kept
 * can be old: which one is published is for the caller to read.
 */
export function createPublishedTexts(entriesMax = 50): FormatPublished {
  const kept = new Map<string, PublishedText>();

  return (published, language) => {
    const key = `${published.configuratorId} ${published.version} ${language ?? ""}`;
    const text = kept.get(key) ?? format(published, language);
    kept.delete(key);
    kept.set(key, text);
    const [oldest] = kept.keys();
    if (kept.size > entriesMax && oldest !== undefined) kept.delete(oldest);
    return text;
  };
}

function format({ configuratorId, version, document }: StoredVersion, language: string | undefined): PublishedText {
  const reduced = language === undefined ? undefined : inLanguage(parseDocument({ document }), language);
  const head = `{"configuratorId":${JSON.stringify(configuratorId)},"version":${version}`;
  const json = reduced
    ? `${head},"language":"${language}","document":${JSON.stringify(reduced)}}`
    : `${head},"document":${document}}`;
  return { json, compressed: json.length > COMPRESSED_LENGTH_MAX ? undefined : compress(json) };
}

function compress(json: string): Buffer {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(json),
  };
  return brotliCompressSync(json, { params });
}
