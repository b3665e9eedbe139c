/** Whether `If-None-Match` names the entity tag: RFC 9110 section 13.1.2, weak comparison. */
export function isMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(",")
    .some((candidate) => candidate.trim() === "*" || candidate.trim().replace(/^W\//, "") === etag);
}
