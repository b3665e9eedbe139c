import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildEmbed } from "../embed/build.ts";
import type { Row, Section } from "./report.ts";

/** 3 kB: what a shop's page pays before anybody looks at the configurator. */
const CORE_BROTLI_BYTES_MAX = 3_000;

/** What a shop's page loads: the core at once, the user interface when the configurator comes into view. */
export async function measureEmbed(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-bench-"));
  try {
    const { core, ui } = await buildEmbed(folder);
    const row = (name: string, bytes: number): Row => ({ name, value: `${bytes} bytes` });
    const isMet = core.brotliBytes <= CORE_BROTLI_BYTES_MAX;
    return {
      title: "Embed script",
      notes: ["as embed/build.ts writes it, minified"],
      rows: [
        row("core", core.bytes),
        { ...row("core, brotli", core.brotliBytes), target: { text: `at most ${CORE_BROTLI_BYTES_MAX} bytes`, isMet } },
        row("user interface", ui.bytes),
        row("user interface, brotli", ui.brotliBytes),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
