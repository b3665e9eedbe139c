/**
 * What an origin is, said in the plainest way and slowly, for comparison: a text that the URL parser gives back unchanged as the origin
 * of itself, with scheme http or https and nothing in the host but permitted labels or a literal address.
 */
export function isOriginByModel(text: string): boolean {
  if (text.length > 300) return false;
  const url = URL.parse(text);
  if (url === null || url.origin !== text) return false;
  if (url.protocol !== "https:" && url.protocol !== "http:") return false;
  const isAddress = url.hostname.startsWith("[") && url.hostname.endsWith("]");
  return isAddress || url.hostname.split(".").every((label) => /^[a-z0-9_-]+$/.test(label));
}

/** Whether a stored pattern matches an origin: compared part by part, label by label. */
export function matchesByModel(pattern: string, origin: string): boolean {
  const wanted = URL.parse(pattern.replace("*.", ""));
  const given = URL.parse(origin);
  if (wanted === null || given === null) return false;
  if (wanted.protocol !== given.protocol || wanted.port !== given.port) return false;
  if (!pattern.includes("*.")) return wanted.hostname === given.hostname;
  const suffix = wanted.hostname.split(".");
  const labels = given.hostname.split(".");
  return labels.length > suffix.length && labels.slice(-suffix.length).join(".") === suffix.join(".");
}
