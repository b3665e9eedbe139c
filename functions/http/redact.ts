const TOKEN = /lk[apsv]_[0-9A-Za-z]{61}/g;
const EDIT_KEY = /lke_[0-9A-Za-z]{43}/g;
const WEBHOOK_SECRET = /whsec_[0-9A-Za-z+/]{20,}={0,2}/g;
/** Whole runs, and the JWT looked for inside: a pattern of the JWT itself takes quadratic time over a long text made to look like one. */
const DOTTED_RUN = /[\w.-]+/g;

/**
 * The last line of defence for texts that leave the function: whatever looks like a whole token, an edit key, a webhook's secret or a JWT loses its
 * secret part. Nothing should put one there in the first place.
 */
export function redact(text: string): string {
  return text
    .replace(TOKEN, (token) => `${token.slice(0, 16)}[redacted]`)
    .replace(EDIT_KEY, "lke_[redacted]")
    .replace(WEBHOOK_SECRET, "whsec_[redacted]")
    .replace(DOTTED_RUN, redactJwt);
}

/** A JWT begins with `{"` in base64url; a signed one has three parts, an encrypted one five. */
function redactJwt(run: string): string {
  const start = run.indexOf("eyJ");
  const isJwt = start !== -1 && run.slice(start).split(".", 3).length === 3;
  return isJwt ? `${run.slice(0, start)}[redacted JWT]` : run;
}
