import { describe, expect, it } from "vitest";
import { createDemoConfigurator } from "../../../demo/product.ts";
import { EmbedError } from "../../../embed/src/core/embed-error.ts";
import type { LoadedConfigurator } from "../../../embed/src/core/types.ts";
import { createTranslate } from "../../../embed/src/ui/translate.ts";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { inLanguage } from "../../../functions/domain/configurator/in-language.ts";

const demo = createDemoConfigurator();

/** A session with the document in German, and an API that answers with this. */
function openIn(language: string | undefined, answer: LoadedConfigurator | undefined, isStale = false) {
  const paths: string[] = [];
  const done: unknown[] = [];
  const document = (language && inLanguage(demo, language)) || structuredClone(demo);
  const session = {
    configurator: { configuratorId: "cfg_a", version: 4, ...(language && { language }), document },
    isStale,
    renew: (opening: unknown) => done.push(opening),
  };
  const translate = createTranslate({
    request: async <Answer>(path: string) => {
      paths.push(path);
      if (answer === undefined) throw new EmbedError("unreachable", "", 0);
      return structuredClone(answer) as Answer;
    },
  });
  const show = (locale: string, isShown = true) =>
    translate({ session: session as never, locale, onTexts: () => done.push("texts") }, () => isShown);
  return { document, session, paths, done, show };
}

const whole: LoadedConfigurator = { configuratorId: "cfg_a", version: 4, document: demo };

describe("a document that was loaded in one language", () => {
  it("gets its other texts when it is shown in another one, in place, and once", async () => {
    const { document, paths, done, show } = openIn("de", whole);
    const [attribute] = document.attributes;
    await show("ar");
    expect(document).toEqual(demo);
    expect(document.attributes[0]).toBe(attribute);
    expect([paths, done]).toEqual([["configurators/cfg_a?version=4"], ["texts"]]);
    await show("en");
    expect(paths).toHaveLength(1);
  });

  it("asks for nothing while it is shown in its language, nor when it has all of them", async () => {
    const german = openIn("de", whole);
    await german.show("de-AT");
    const full = openIn(undefined, whole);
    await full.show("ar");
    expect([...german.paths, ...full.paths, ...german.done, ...full.done]).toEqual([]);
  });

  it("is asked for once by views that follow each other closely", async () => {
    const { paths, done, show } = openIn("de", whole);
    await Promise.all([show("en", false), show("en")]);
    expect([paths.length, done]).toEqual([1, ["texts"]]);
  });

  it("stays readable when the others cannot be had, and asks again the next time", async () => {
    const { document, paths, done, show } = openIn("de", undefined);
    const before = structuredClone(document);
    await show("en");
    await show("en");
    expect([document, done, paths.length]).toEqual([before, [], 2]);
  });

  it("is not asked for while the API is away", async () => {
    const { paths, show } = openIn("de", whole, true);
    await show("en");
    expect(paths).toEqual([]);
  });

  it("gives way to the version that is published by now", async () => {
    const document: ConfiguratorDocument = { ...demo, name: { en: "Newer lamp" } };
    const newer = { configuratorId: "cfg_a", version: 5, document };
    const { done, show } = openIn("de", newer);
    await show("en");
    expect(done).toEqual([{ loaded: newer }]);
  });

  it("leaves alone what took its place meanwhile, and shows nothing where nobody looks any more", async () => {
    const replaced = openIn("de", whole);
    const showing = replaced.show("en");
    Object.assign(replaced.session, { configurator: { ...whole, version: 6 } });
    await showing;
    expect([replaced.done, Object.keys(replaced.document.name)]).toEqual([[], ["de"]]);
    const left = openIn("de", whole);
    await left.show("en", false);
    expect([left.done, left.document]).toEqual([[], demo]);
  });
});
