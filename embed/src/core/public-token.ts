/**
 * Whether a token may stand in a page, and therefore in a URL: a public token, or the embed id that stands for one. Everything else is a
 * secret that somebody put there by mistake.
 */
export function isPublicToken(token: string): boolean {
  return /^(lkp|emb)_/.test(token);
}
