import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildEmbed, type EmbedFile } from "../embed/build.ts";
import type { Row, Section } from "./report.ts";

/** What a shop's page pays before anybody looks at the configurator. */
const CORE_BROTLI_BYTES_MAX = 3_000;
/** What a shopper waits for. */
const UI_BROTLI_BYTES_MAX = 14_000;

/** What a shop's page loads: the core at once, the user interface with the data, the extras behind it, the viewer for a product with a model. */
export async function measureEmbed(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  try {
    const { core, ui, extras, viewer } = await buildEmbed(folder);
    return {
      title: "Embed script",
      notes: ["as embed/build.ts writes it, minified; in brackets without compression"],
      rows: [
        sizeOf("core", core, CORE_BROTLI_BYTES_MAX),
        sizeOf("user interface", ui, UI_BROTLI_BYTES_MAX),
        sizeOf("extras: saving, cart, analytics, last known product, languages", extras),
        sizeOf("3D viewer, for products with a model", viewer),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sizeOf(name: string, { bytes, brotliBytes }: EmbedFile, bytesMax?: number): Row {
  const row = { name: `${name}, brotli`, value: `${brotliBytes} bytes (${bytes})` };
  if (bytesMax === undefined) return row;
  return { ...row, target: { text: `at most ${bytesMax} bytes`, isMet: brotliBytes <= bytesMax } };
}
