import type { ConsoleTab } from "./console.ts";

/** Where something was found in a tab: what a person or a script could read there later. */
export interface Traces {
  /** The document with its shadow roots and fields. */
  readonly document: boolean;
  /** What outlives the page: storages, caches, cookies, the address, the history. */
  readonly kept: boolean;
  /**
   * Whatever can be reached from `window` and from the nodes: properties, components and their states. Not private fields. The way to
   * where it was found, or null.
   */
  readonly memory: string | null;
}

export interface SecretWatch {
  /** @returns where in the tab a text is now */
  find(text: string): Promise<Traces>;
  /**
   * From now on all that can be reached now stays reachable, as it does when the framework keeps an old tree: what a component was given must not
   * hold a secret that is no longer shown.
   */
  keepReachable(): Promise<void>;
  /** What the tab has sent and written since `mark` that holds a text: addresses, headers and bodies of requests, console lines. */
  sent(text: string, mark?: number): readonly string[];
  /** Addresses that the tab has asked for, and its own, that hold a text. */
  addresses(text: string): readonly string[];
  /** Everything before this is not told by `sent`. */
  mark(): number;
}

/** Follows what a tab sends and writes, from now on. */
export function watchSecrets({ page, context }: ConsoleTab): SecretWatch {
  const lines: string[] = [];
  const urls: string[] = [];
  page.on("console", (message) => lines.push(`console: ${message.text()}`));
  page.on("framenavigated", (frame) => urls.push(frame.url()));
  page.on("request", (request) => {
    urls.push(request.url());
    lines.push(`request: ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`);
  });
  return {
    async find(text) {
      const cookies = JSON.stringify(await context.cookies());
      const inPage = await page.evaluate(searchPage, { forms: formsOf(text), keep: false });
      return { ...inPage, kept: inPage.kept || holds(cookies, text) };
    },
    async keepReachable() {
      await page.evaluate(searchPage, { forms: [], keep: true });
    },
    sent: (text, mark = 0) => lines.slice(mark).filter((line) => holds(line, text)),
    addresses: (text) => [...urls, page.url()].filter((url) => holds(url, text)),
    mark: () => lines.length,
  };
}

const holds = (place: string, text: string): boolean => formsOf(text).some((form) => place.includes(form));

/** As it is, as it stands in an address, and as it stands in the base64 of a longer text, wherever it begins there. */
function formsOf(text: string): string[] {
  const whole = text.length - 2 - ((text.length - 2) % 3);
  const inBase64 = [0, 1, 2].map((start) => Buffer.from(text.slice(start, start + whole)).toString("base64"));
  return [text, encodeURIComponent(text), ...inBase64];
}

/** Runs in the page, which knows nothing of this module. */
async function searchPage({ forms, keep }: { forms: string[]; keep: boolean }): Promise<Traces> {
  const isHeld = (value: unknown): boolean => typeof value === "string" && forms.some((form) => value.includes(form));

  const roots: (Document | ShadowRoot)[] = [document];
  const nodes: Node[] = [];
  for (const root of roots) {
    nodes.push(root);
    for (const element of root.querySelectorAll("*")) {
      nodes.push(element);
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
    }
  }
  const texts = [
    document.documentElement.outerHTML,
    ...roots.flatMap((root) => (root instanceof ShadowRoot ? [root.innerHTML] : [])),
    ...nodes.flatMap((node) => ("value" in node ? [node.value] : [])),
  ];

  const kept: unknown[] = [location.href, document.cookie, document.title, window.name, JSON.stringify(history.state)];
  for (const storage of [localStorage, sessionStorage]) kept.push(JSON.stringify({ ...storage }));
  for (const { name = "" } of await indexedDB.databases()) kept.push(`indexedDB ${name}`);
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) kept.push(request.url, await (await cache.match(request))?.text());
  }

  interface Step {
    readonly value: unknown;
    readonly name: string;
    readonly from: Step | null;
  }
  const wayTo = (step: Step | null): string => {
    const names: string[] = [];
    for (let at = step; at !== null; at = at.from) names.unshift(at.name);
    return names.join(".");
  };
  const seen = new Set<unknown>();
  const waiting: Step[] = [window, ...nodes].map((value) => ({ value, name: String(value), from: null }));
  let memory: string | null = null;
  while (waiting.length > 0 && memory === null) {
    const from = waiting.pop() ?? null;
    const value = from?.value;
    if (isHeld(value)) memory = wayTo(from);
    if (memory !== null || value === null || !/^(object|function)$/.test(typeof value) || seen.has(value)) continue;
    seen.add(value);
    // A prototype is an instance, too, and has no text.
    if (value instanceof Node && !Object.hasOwn(value, "constructor"))
      waiting.push({ value: value.textContent, name: "textContent", from });
    if (value instanceof Map)
      for (const [key, one] of value)
        waiting.push({ value: key, name: "key", from }, { value: one, name: `[${String(key)}]`, from });
    if (value instanceof Set) for (const one of value) waiting.push({ value: one, name: "member", from });
    const object: object = Object(value);
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(object)))
      waiting.push({ value: descriptor.value, name, from });
  }
  if (keep) Object.assign(window, { keptByTest: seen });
  return { document: texts.some(isHeld), kept: kept.some(isHeld), memory };
}
