const TOKEN = /lk[apsv]_[0-9A-Za-z]{61}/g;
/** Whole runs, and the JWT looked for inside: a pattern of the JWT itself takes quadratic time over a long text made to look like one. */
const DOTTED_RUN = /[\w.-]+/g;
const MASKED_LENGTH = 10;

/** Takes whatever is a token, a session or the given credential out of a text that came from outside and goes into an error. */
export function redact(text: string, credential: string | undefined): string {
  const exact =
    credential === undefined
      ? text
      : text.replaceAll(credential, mask).replaceAll(encodeURIComponent(credential), mask);
  return exact.replace(TOKEN, mask).replace(DOTTED_RUN, redactJwt);
}

/** A JWT begins with `{"` in base64url and has three parts or more. */
function redactJwt(run: string): string {
  const start = run.indexOf("eyJ");
  const isJwt = start !== -1 && run.slice(start).split(".", 3).length === 3;
  return isJwt ? `${run.slice(0, start)}[session]` : run;
}

/** Prefix and half of the public id, as lists show it: no bit of the secret. */
function mask(credential: string): string {
  return /^lk[psv]_/.test(credential) ? `${credential.slice(0, MASKED_LENGTH)}…` : "[session]";
}
