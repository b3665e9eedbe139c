import { desk } from "./desk-configurator.ts";
import type { Stage, Visit } from "./stage.ts";

const DESK_PAGE = "/desk.html";

/** Opens a page with the desk lamp and a cart. The element holds what a page without it would show. */
export function visitDesk(
  stage: Stage,
  { query = "", lang = "en", ...options }: { query?: string; lang?: string } & Parameters<Stage["visit"]>[1] = {},
): Promise<Visit> {
  stage.api.publish(desk);
  stage.shop.pages.set(
    DESK_PAGE,
    `<!doctype html><html lang="${lang}"><head><title>Shop</title><meta name="viewport" content="width=device-width">
      <meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/desk.css"></head>
      <body><main><h1>Shop</h1><div id="desk"><p>A lamp for your desk.</p></div></main>
      <script src="{{scriptUrl}}" data-token="{{publicToken}}" data-configurator="{{configuratorId}}" data-target="#desk" data-cart async></script>
      </body></html>`,
  );
  stage.shop.pages.set(
    "/desk.css",
    "body { margin: 8px; background: light-dark(#fff, #1d1b18); color: light-dark(#000, #fff) }",
  );
  return stage.visit(DESK_PAGE + query, options);
}
