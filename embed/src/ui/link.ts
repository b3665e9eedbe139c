import { RESUME_PARAMETER } from "../core/resume-parameter.ts";
import { VALUE_PREFIX } from "./start-values.ts";

/** Address of this page that opens a saved configuration, and nothing else that its address says about one. */
export function linkTo(shortId: string): string {
  const url = new URL(location.href);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith(VALUE_PREFIX)) url.searchParams.delete(name);
  url.searchParams.set(RESUME_PARAMETER, shortId);
  return url.href;
}
