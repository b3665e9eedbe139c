export type QueryValue = string | number | boolean | undefined;

/** @param baseUrl without a slash at its end. Values of `undefined` are left out. */
export function formatUrl(
  baseUrl: string,
  template: string,
  path: Readonly<Record<string, string | number>>,
  query: Readonly<Record<string, QueryValue>>,
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => formatSegment(name, path[name]));
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.append(name, `${value}`);
  }
  const text = parameters.toString();
  return text === "" ? baseUrl + filled : `${baseUrl}${filled}?${text}`;
}

/** One segment of a path. An empty one, `.` and `..` would address another resource, however they are encoded. */
function formatSegment(name: string, value: string | number | undefined): string {
  const text = value === undefined ? "" : `${value}`;
  if (text === "" || text === "." || text === "..") throw new TypeError(`${name} is not an id`);
  return encodeURIComponent(text);
}

const LOOPBACK = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Checks a base URL and takes the slash at its end off. Its text appears in no message: it may hold a password. */
export function parseBaseUrl(text: string, allowInsecureHttp: boolean): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new TypeError("baseUrl is not a URL: give an absolute one, such as https://latchkey.example.com");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new TypeError("baseUrl must be https");
  if (url.protocol === "http:" && !allowInsecureHttp && !LOOPBACK.test(url.hostname)) {
    throw new TypeError(
      "baseUrl must be https: a token sent over http can be read on the way (allowInsecureHttp accepts that)",
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new TypeError("baseUrl must not have a user name, a password, a query or a fragment");
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}
