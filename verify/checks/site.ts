import type { Check } from "../check.ts";
import { assertThat, expectStatus, member } from "../stage.ts";

/** What everybody can read. */
export const SITE_CHECKS: readonly Check[] = [
  {
    name: "the API answers through CloudFront",
    run: async ({ owner }) => {
      const { openapi, info } = await owner.openApi();
      assertThat(member(info, "title") === "Latchkey", "another API answers");
      return `OpenAPI ${openapi}, version ${member(info, "version")}`;
    },
  },
  {
    name: "the pinned embed script is the one whose hash is told",
    run: async ({ owner, visit }) => {
      const { embed } = await owner.deployment();
      const script = await visit(embed.pinnedScriptPath);
      expectStatus(script, 200, embed.pinnedScriptPath);
      const digest = Buffer.from(await crypto.subtle.digest("SHA-384", script.bytes)).toString("base64");
      assertThat(embed.integrity === `sha384-${digest}`, `it has sha384-${digest}, but ${embed.integrity} is told`);
      const caching = script.headers.get("cache-control") ?? "none";
      assertThat(caching.includes("immutable"), `Cache-Control is ${caching}`);
      const type = script.headers.get("content-type") ?? "none";
      assertThat(type.startsWith("text/javascript"), `Content-Type is ${type}`);
      return `${embed.pinnedScriptPath}, ${script.bytes.length} bytes`;
    },
  },
  {
    name: "the embed script that follows new versions is there",
    run: async ({ owner, visit }) => {
      const { embed } = await owner.deployment();
      expectStatus(await visit(embed.scriptPath), 200, embed.scriptPath);
      return undefined;
    },
  },
  {
    name: "the console is a page with a strict policy",
    run: async ({ visit }) => {
      const page = await visit("/console/");
      expectStatus(page, 200, "/console/");
      const policy = page.headers.get("content-security-policy") ?? "";
      assertThat(policy.includes("default-src 'none'"), `Content-Security-Policy is "${policy}"`);
      assertThat(!policy.includes("unsafe"), `Content-Security-Policy is "${policy}"`);
      assertThat(page.headers.get("x-frame-options") === "DENY", "other pages can frame it");
      const deep = await visit("/console/workspaces");
      expectStatus(deep, 200, "a deep link of the console");
      assertThat(deep.text === page.text, "a deep link of the console is another page");
      return undefined;
    },
  },
  {
    name: "nothing of the API opens without a credential",
    run: async ({ visit }) => {
      for (const path of ["/v1/tokens", "/v1/members", "/v1/analytics/summary"]) {
        const answer = await visit(path);
        assertThat([401, 403].includes(answer.status), `${path} answered ${answer.status}`);
      }
      return undefined;
    },
  },
];
