/** Whether a token may stand in a page, and therefore in a URL. Everything else is a secret that somebody put there by mistake. */
export function isPublicToken(token: string): boolean {
  return token.startsWith("lkp_");
}
