import type { Request } from "./request.ts";
import type { LoadedConfigurator, Opening, ResumedConfiguration } from "./types.ts";

/** Several configurators on one page ask for the saved configuration of its link only once. */
const resumes = new Map<string, Promise<ResumedConfiguration>>();

/** Where a published configurator is loaded from, with the texts in one language or, without it, in all of them. */
export function pathOf(configuratorId: string, language?: string): string {
  return `configurators/${encodeURIComponent(configuratorId)}${language ? `?language=${language}` : ""}`;
}

/**
 * The data to start with, in one request: the saved configuration that the page's link names, else the published
 * version. Where the link names one of another configurator, or one that cannot be opened, a second request follows.
 *
 * @param language of the texts of what is loaded.
 * @param scope deployment and token: what one of them may open is not for another one to see.
 */
export async function open(
  request: Request,
  configuratorId: string,
  shortId: string | null,
  scope: string,
  language?: string,
): Promise<Opening> {
  let failed = {};
  if (shortId) {
    const key = `${scope} ${shortId}`;
    const resume = resumes.get(key) ?? request<ResumedConfiguration>(`configurations/${encodeURIComponent(shortId)}`);
    resumes.set(key, resume);
    try {
      const resumed = await resume;
      if (resumed.configuratorId === configuratorId) return { loaded: resumed, resumed };
    } catch {
      failed = { resumeFailed: true };
    } finally {
      resumes.delete(key);
    }
  }
  const loaded = await request<LoadedConfigurator>(pathOf(configuratorId, language));
  return { loaded, ...failed };
}
