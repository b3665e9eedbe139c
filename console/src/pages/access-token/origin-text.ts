/**
 * The origin that a person means: an address of a page gives its origin, and a bare host gets https. What cannot be read stays as it is, for the
 * API to say what is wrong with it.
 */
export function tidyOrigin(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "null") return trimmed;
  const address = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  return address === null || address.origin === "null" ? trimmed : address.origin;
}

const LABELS_MIN = 3;

/** Entries that would allow an origin: itself, and all subdomains of what its host is in. The API judges whether they can be used. */
export function patternsFor(origin: string): readonly string[] {
  const address = URL.parse(origin);
  if (address === null || address.protocol !== "https:" || address.port !== "") return [origin];
  const labels = address.hostname.split(".");
  const isName = labels.length >= LABELS_MIN && /[a-z]$/.test(address.hostname);
  return isName ? [origin, `https://*.${labels.slice(1).join(".")}`] : [origin];
}
