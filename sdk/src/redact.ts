const TOKEN = /lk[psv]_[0-9A-Za-z]{61}/g;
const JWT = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const MASKED_LENGTH = 10;

/** Takes whatever is a token, a session or the given credential out of a text that came from outside and goes into an error. */
export function redact(text: string, credential: string | undefined): string {
  const exact =
    credential === undefined
      ? text
      : text.replaceAll(credential, mask).replaceAll(encodeURIComponent(credential), mask);
  return exact.replace(TOKEN, mask).replace(JWT, "[session]");
}

/** Prefix and half of the public id, as lists show it: no bit of the secret. */
function mask(credential: string): string {
  return /^lk[psv]_/.test(credential) ? `${credential.slice(0, MASKED_LENGTH)}…` : "[session]";
}
