import type { ConfiguratorDocument, Model } from "../../../functions/domain/configurator/document.ts";

/** Whether the document has addresses that begin with a slash: they belong to the page that shows it. */
export function hasPaths({ media: { layers, model } }: ConfiguratorDocument): boolean {
  return [...layers.map(({ src }) => src), model?.src, model?.usdz].some((src) => src?.startsWith("/"));
}

/**
 * The document as it looks on a website: addresses that begin with a slash are those of the website. Without one, what has such an address is
 * left out.
 */
export function resolveAddresses(document: ConfiguratorDocument, website: string | undefined): ConfiguratorDocument {
  const resolve = (src: string): string | undefined =>
    !src.startsWith("/") ? src : website === undefined ? undefined : website + src;
  const { layers, model, ...media } = document.media;
  const resolved = layers.flatMap((layer) => {
    const src = resolve(layer.src);
    return src === undefined ? [] : [{ ...layer, src }];
  });
  const resolvedModel = model === undefined ? undefined : resolveModel(model, resolve);
  return {
    ...document,
    media: { ...media, layers: resolved, ...(resolvedModel !== undefined && { model: resolvedModel }) },
  };
}

function resolveModel(
  { src: modelSrc, usdz: modelUsdz, ...model }: Model,
  resolve: (src: string) => string | undefined,
): Model | undefined {
  const src = resolve(modelSrc);
  const usdz = modelUsdz === undefined ? undefined : resolve(modelUsdz);
  return src === undefined ? undefined : { ...model, src, ...(usdz !== undefined && { usdz }) };
}

/** The origin of what somebody typed as their website; undefined when it is none that a picture could come from. */
export function parseWebsite(text: string): string | undefined {
  const typed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (typed === "" || url === null || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  return url.origin;
}
