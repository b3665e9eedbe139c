import type { Browser } from "playwright-core";
import { createDemoConfigurator } from "../demo/product.ts";
import { CONFIGURATOR_ID, type FakeApi, startFakeApi, TOKEN } from "../test/browser/embed/support/fake-api.ts";
import { type FakeShop, startFakeShop } from "../test/browser/embed/support/fake-shop.ts";
import { findBrowser, launchFound } from "../test/support/find-browser.ts";
import { formatNanoseconds, type Row, type Section } from "./report.ts";
import { type Batch, median, runRounds } from "./rounds.ts";

const ROUNDS = 25;
const LATENCIES_MS = [0, 50];

/** What the request for the data costs a shopper: the page against the same page that has the data in it. */
export async function measureFirstPaint(): Promise<Section> {
  const document = createDemoConfigurator();
  const api = await startFakeApi(document);
  const shop = await startFakeShop(() => ({}));
  const browser = await launchFound(await findBrowser());
  try {
    api.allowedOrigins.add(shop.url);
    shop.pages.set("/loaded.html", page(api, {}));
    shop.pages.set("/inlined.html", page(api, { preview: document }));
    const rows: Row[] = [];
    for (const latencyMs of LATENCIES_MS) rows.push(...(await compare(browser, shop, latencyMs)));
    return {
      title: "First option painted",
      notes: [
        "from the first line of the script to the first frame with an option in it, in Chromium with an empty cache",
        "inlined: the same page with the document in it (the option `preview`), so that nothing is asked of the API",
        `API and shop are on this machine, as two origins; ${ROUNDS} rounds`,
      ],
      rows,
    };
  } finally {
    await browser.close();
    await Promise.all([api.close(), shop.close()]);
  }
}

async function compare(browser: Browser, shop: FakeShop, latencyMs: number): Promise<readonly Row[]> {
  const visits = [
    visit(browser, `${shop.url}/inlined.html`, latencyMs),
    visit(browser, `${shop.url}/loaded.html`, latencyMs),
  ];
  const [inlined = Number.NaN, loaded = Number.NaN] = (
    await runRounds(visits, { rounds: ROUNDS, warmUpRounds: 2 })
  ).map(median);
  const network = latencyMs === 0 ? "" : `, ${latencyMs} ms away`;
  return [
    { name: `data inlined${network}`, value: formatNanoseconds(inlined) },
    { name: `data from the API${network}`, value: formatNanoseconds(loaded), ratio: loaded / inlined },
  ];
}

/** The script's own queue is called back when the script starts, which is where the clock starts. */
function page({ url }: FakeApi, options: object): string {
  const mount = JSON.stringify({ token: TOKEN, configurator: CONFIGURATOR_ID, ...options, target: "#here" });
  return `<!doctype html><html lang="en"><title>Shop</title><div id="here"></div>
    <script>
      window.firstPaint = new Promise((resolve, reject) => {
        window.latchkey = [(latchkey) => {
          const startedAt = performance.now();
          const handle = latchkey.mount(${mount.replaceAll("<", "\\u003c")});
          handle.ready.catch(reject);
          handle.on("ready", () => {
            const hasOption = document.querySelector("latchkey-configurator").shadowRoot.querySelector("input, select");
            if (!hasOption) reject(new Error("ready without an option"));
            // A task that a frame's callback queues runs when the frame has been handed over.
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve(performance.now() - startedAt);
              port2.postMessage(0);
            });
          });
        }];
      });
    </script>
    <script src="${url}/embed.js" async></script></html>`;
}

function visit(browser: Browser, url: string, latencyMs: number): Batch {
  return async () => {
    const context = await browser.newContext();
    try {
      const visited = await context.newPage();
      const protocol = await context.newCDPSession(visited);
      await protocol.send("Network.enable");
      const throughput = { downloadThroughput: -1, uploadThroughput: -1 };
      await protocol.send("Network.emulateNetworkConditions", { offline: false, latency: latencyMs, ...throughput });
      await visited.goto(url);
      const ms: unknown = await visited.evaluate(() => Reflect.get(window, "firstPaint"));
      if (typeof ms !== "number") throw new Error(`${url} gave no time`);
      return ms * 1e6;
    } finally {
      await context.close();
    }
  };
}
