/** What is ready to be pasted after a token was made. */

/** Line of an `.env` file. The CLI and the examples of the SDK read this name. */
export function formatEnvLine(value: string): string {
  return `LATCHKEY_TOKEN=${value}`;
}

/** Asks the API who the token is: needs no scope, so it works with every private token. */
export function formatCurl(baseUrl: string, value: string): string {
  return `curl ${baseUrl}/v1/whoami --header 'Authorization: Bearer ${value}'`;
}
