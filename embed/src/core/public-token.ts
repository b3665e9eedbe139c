/**
 * Whether a token may stand in a page, and therefore in a URL: a public token, or the embed id that stands for one. Everything else is a
 * secret that somebody put there by mistake.
 */
export function isPublicToken(token: string): boolean {
  return /^(lkp|emb)_/.test(token);
}

/** The part of a public token that names it, or all of an embed id: enough to tell what is kept in the browser apart. */
export function idOfToken(token: string): string {
  return token.slice(0, 16);
}
