import { describe, expect, it } from "vitest";
import { carriersOf } from "../../../console/src/pages/configurator/embed/carriers.ts";
import { formatFollowingTag, formatPinnedTag } from "../../../console/src/pages/configurator/embed/snippets.ts";
import type { EmbedResource, Token } from "../../../sdk/src/generated/types.ts";

const PARTS = {
  origin: "https://configure.example",
  embed: { scriptPath: "/embed.js", pinnedScriptPath: "/assets/embed.0123456789ab.js", integrity: "sha384-abc" },
  carried: { type: "embed", value: "emb_8sV1bNq4YwKd" },
  configuratorId: "cfg_2hJ7sWv9QxTb",
} as const;

describe("the tag for a website", () => {
  it("follows new versions by its fixed name", () => {
    expect(formatFollowingTag(PARTS)).toBe(`<div id="configurator"></div>
<script
  src="https://configure.example/embed.js"
  data-embed="emb_8sV1bNq4YwKd"
  data-configurator="cfg_2hJ7sWv9QxTb"
  data-target="#configurator"
  async></script>`);
  });

  it("is pinned by the hash in the name and by the integrity, which needs CORS", () => {
    expect(
      formatPinnedTag({ ...PARTS, carried: { type: "token", value: "lkp_abc" } }),
    ).toBe(`<div id="configurator"></div>
<script
  src="https://configure.example/assets/embed.0123456789ab.js"
  integrity="sha384-abc"
  crossorigin="anonymous"
  data-token="lkp_abc"
  data-configurator="cfg_2hJ7sWv9QxTb"
  data-target="#configurator"
  async></script>`);
  });

  it("cannot be left by a value", () => {
    expect(formatFollowingTag({ ...PARTS, carried: { type: "token", value: '"><script>' } })).toContain(
      'data-token="&quot;>&lt;script>"',
    );
  });
});

describe("what a page can carry", () => {
  const token = (id: string, changes: Partial<Token> = {}) =>
    ({ id, label: id, masked: "lkp_abc…", token: `lkp_${id}`, status: "active", domains: [], ...changes }) as Token;
  const embed = (id: string, tokenId: string) => ({ id, label: "Shop", tokenId }) as EmbedResource;

  it("is every embed id first and then every token, unless the token does not work", () => {
    const tokens = [token("one", { domains: ["https://a.example"] }), token("off", { status: "disabled" })];
    const carriers = carriersOf(tokens, [embed("emb_1", "one"), embed("emb_2", "off"), embed("emb_3", "gone")]);
    expect(carriers).toEqual([
      {
        id: "emb_1",
        label: "Shop (emb_1)",
        carried: { type: "embed", value: "emb_1" },
        tokenId: "one",
        domains: ["https://a.example"],
      },
      {
        id: "one",
        label: "one (lkp_abc…)",
        carried: { type: "token", value: "lkp_one" },
        tokenId: "one",
        domains: ["https://a.example"],
      },
    ]);
  });

  it("is no token whose value is not known", () => {
    expect(carriersOf([token("one", { token: null })], [])).toEqual([]);
  });
});
