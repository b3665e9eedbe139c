import type { Request } from "./request.ts";
import type { LoadedConfigurator, Opening, ResumedConfiguration } from "./types.ts";

/** Several configurators on one page ask for the saved configuration of its link only once. */
const resumes = new Map<string, Promise<ResumedConfiguration>>();

/**
 * The data to start with, in one request: the saved configuration that the page's link names, else the published
 * version. Where the link names one of another configurator, or one that cannot be opened, a second request follows.
 */
export async function open(request: Request, configuratorId: string, shortId: string | null): Promise<Opening> {
  let failed = {};
  if (shortId) {
    const resume =
      resumes.get(shortId) ?? request<ResumedConfiguration>(`configurations/${encodeURIComponent(shortId)}`);
    resumes.set(shortId, resume);
    try {
      const resumed = await resume;
      if (resumed.configuratorId === configuratorId) return { loaded: resumed, resumed };
    } catch {
      resumes.delete(shortId);
      failed = { resumeFailed: true };
    }
  }
  const loaded = await request<LoadedConfigurator>(`configurators/${encodeURIComponent(configuratorId)}`);
  return { loaded, ...failed };
}
