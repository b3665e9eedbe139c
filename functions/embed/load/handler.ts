import { EMBED_SHAPES } from "../../../contract/api/embed.ts";
import { EMBED_OPERATIONS } from "../../../contract/operations/embed.ts";
import { edgeMaxAgeSeconds } from "../../domain/revocation-bound.ts";
import { readEnvironment } from "../../environment.ts";
import { acceptsBrotli } from "../../http/accept-encoding.ts";
import { refuse } from "../../http/answer.ts";
import { createHandler } from "../../http/create-handler.ts";
import { isMatch } from "../../http/entity-tag.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { readPublished } from "../../store/configurators.ts";
import { createPublishedTexts } from "./published-texts.ts";

const { CATALOGUE_TABLE, EDGE_CACHE_SECONDS } = readEnvironment("CATALOGUE_TABLE", "EDGE_CACHE_SECONDS");
const catalogue = tableOf(createClient(), CATALOGUE_TABLE);
const formatPublished = createPublishedTexts();
/** `stale-if-error=0`: without it CloudFront answers with what has expired while the origin fails, and the revocation bound with it. */
const cacheControl = `public, max-age=${edgeMaxAgeSeconds(Number(EDGE_CACHE_SECONDS))}, must-revalidate, stale-if-error=0`;

/**
 * Only the version that is published can be asked for by its number, so that a page gets past a copy that a cache still holds. Under any other number
 * the answer is the same and no cache keeps it: nobody can fill one with numbers, or learn of what is not published.
 *
 * One GetItem. Each byte of the answer is paid for at the edge, a million times: so it goes out in one language, where the page names it, and
 * better compressed than CloudFront would.
 */
export const handler = createHandler(
  createLogger(),
  { operations: EMBED_OPERATIONS, shapes: EMBED_SHAPES },
  {
    loadConfigurator: async ({ principal, path, query, headers }) => {
      const { configuratorId } = path;
      const published = await readPublished(catalogue, { workspaceId: principal.workspaceId, configuratorId });
      if (published === undefined) return refuse("not_found");
      const { version } = published;
      // The path names the rest.
      const etag = `"${version}"`;
      const isKept = query.version === undefined || query.version === version;
      const caching = {
        // Weak, because each coding has bytes of its own: RFC 9110 section 8.8.1.
        etag: `W/${etag}`,
        "cache-control": isKept ? cacheControl : "no-store",
        vary: "Origin, Authorization, Accept-Encoding",
      };
      if (isMatch(headers["if-none-match"], etag)) return { status: 304, headers: caching };
      const { json, compressed } = formatPublished(published, query.language);
      if (compressed === undefined || !acceptsBrotli(headers["accept-encoding"]))
        return { status: 200, json, headers: caching };
      return { status: 200, json, encoded: compressed, headers: { ...caching, "content-encoding": "br" } };
    },
  },
);
