import { EmbedError } from "../../../../embed/src/core/embed-error.ts";
import type {
  Hold,
  LoadedConfigurator,
  Migration,
  MountOptions,
  SavedConfiguration,
} from "../../../../embed/src/core/types.ts";
import { acceptValues } from "../../../../embed/src/ui/accept-values.ts";
import type { Extras } from "../../../../embed/src/ui/extras.ts";
import { createSaving } from "../../../../embed/src/ui/saving.ts";
import { createSession } from "../../../../embed/src/ui/session.ts";
import type { ConfiguratorDocument } from "../../../../functions/domain/configurator/document.ts";
import { mug } from "../../configurator/fixtures.ts";

/** A session over a fake API that counts versions and saves. */
export function openSession({ resumed, ...given }: Given = {}) {
  let published = { configuratorId: "cfg_mug", version: 1, document: given.document ?? mug };
  /** For a while, caches give it for whoever does not ask for another one. */
  const first = published;
  const bodies: { version: number; values: Readonly<Record<string, unknown>> }[] = [];
  const tracked: [string, unknown][] = [];
  const emitted: [string, unknown][] = [];
  const heard: string[] = [];
  const holds = new Map<string, Hold>();
  let release: (() => void) | undefined;
  const answer = async (path: string, body?: string): Promise<unknown> => {
    if (path.startsWith("configurators/")) return path.endsWith(`?version=${published.version}`) ? published : first;
    const outdated = new EmbedError("version_not_published", "", 409, undefined, published.version);
    if (path.endsWith("/quote") && api.isOutdated) throw outdated;
    if (path.endsWith("/quote") && api.nonsense) return api.nonsense;
    if (path.endsWith("/quote")) return { quote: `quote of ${path} ${body}`, expiresAt: "2026-11-22T13:00:00.000Z" };
    const saving = JSON.parse(body ?? "{}");
    bodies.push(saving);
    if (api.isSlow) await new Promise<void>((resolve) => (release = resolve));
    if (saving.version !== published.version) throw outdated;
    if (api.nonsense) return api.nonsense;
    const { thumbnail: _, customerReference: __, ...saved } = saving;
    return { ...saved, shortId: `short-${bodies.length}`, price: { EUR: 1, USD: 2 }, createdAt: "", editKey: "secret" };
  };
  const api: { isSlow: boolean; isOutdated?: boolean; nonsense?: object; release(): void } = {
    isSlow: false,
    release: () => release?.(),
  };
  const request = async <Answer>(path: string, body?: string): Promise<Answer> =>
    JSON.parse(JSON.stringify(await answer(path, body)));
  const track = (name: string, properties: unknown = {}) => void tracked.push([name, properties]);
  const extras: Pick<Extras, "acceptValues" | "createSaving"> = { acceptValues, createSaving };
  const context = {
    options: { token: "lkp_a", configurator: "cfg_mug", baseUrl: "https://api.example/", ...given.options },
    extras: Promise.resolve(extras),
    request,
    holds,
    emit: (name: string, detail: unknown) => void emitted.push([name, detail]),
  };
  const saved = { shortId: "short-0", configuratorId: "cfg_mug", version: 1, values: {}, price: {}, createdAt: "" };
  const opened = { ...saved, document: published.document, current: { version: 1 }, migration: null };
  const session = createSession(
    context,
    {
      loaded: published,
      ...(resumed && { resumed: { ...opened, ...resumed } }),
      ...(given.isStale && { isStale: true }),
    },
    {
      track,
      currency: () => "USD",
      capture: async () => given.thumbnail,
      say: (message) => void heard.push(message),
      onChange: () => void heard.push("change"),
      onProductChanged: () => void heard.push("product"),
    },
  );
  const publish = (document: ConfiguratorDocument): LoadedConfigurator => {
    published = { ...published, version: published.version + 1, document };
    return published;
  };
  const changes = () => emitted.flatMap(([name, detail]) => (name === "change" ? [detail] : []));
  return { session, bodies, tracked, emitted, changes, heard, holds, api, publish };
}

interface Given {
  readonly document?: ConfiguratorDocument;
  readonly resumed?: Partial<SavedConfiguration> & { readonly migration?: Migration };
  readonly options?: Partial<Omit<MountOptions, "baseUrl">>;
  readonly isStale?: boolean;
  readonly thumbnail?: string;
}

/** A tall mug has no lid, and is not blue. */
export const ruledMug: ConfiguratorDocument = {
  ...mug,
  rules: [
    {
      id: "no-lid",
      when: { all: [{ attribute: "shape", is: "tall" }] },
      actions: [
        { type: "disable", attribute: "lid" },
        { type: "disable", attribute: "glaze", values: ["blue"] },
      ],
      reason: { en: "Tall mugs have no lid." },
    },
  ],
};

/** A large mug comes with a lid, and not in white. */
export const settingMug: ConfiguratorDocument = {
  ...mug,
  rules: [
    {
      id: "large",
      when: { all: [{ attribute: "volume", min: 0.4 }] },
      actions: [
        { type: "set", attribute: "lid", value: true },
        { type: "disable", attribute: "glaze", values: ["white"] },
      ],
    },
  ],
};
