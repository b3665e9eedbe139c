import { migrate } from "../../domain/configurator/migrate.ts";
import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readConfiguration, type StoredConfiguration } from "../../store/configurations.ts";
import { parseDocument, readPublished, readVersionDocument, type StoredVersion } from "../../store/configurators.ts";
import { type ConfigurationParts, formatSaved } from "./parts.ts";

/**
 * A save together with the document that it was made with and what becomes of it in the published one, so that a page needs one request.
 * Most saves are of the published version: then its copy is all that is read. Versions are never deleted, so a save without its version is damage
 * that somebody must hear of, and no `not_found`: the save is there.
 */
export async function resumeConfiguration(
  { catalogue }: ConfigurationParts,
  { principal, path }: AuthorizedRequest<"resumeConfiguration">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const configuration = await readConfiguration(catalogue, workspaceId, path.shortId);
  if (configuration === undefined) return refuse("not_found");
  const { configuratorId, version } = configuration;
  const address = { workspaceId, configuratorId };
  const published = await readPublished(catalogue, address);
  const saved = published?.version === version ? published : await readVersionDocument(catalogue, address, version);
  if (saved === undefined) throw new Error("the version of a saved configuration does not exist");
  const migration =
    published === undefined || published === saved ? "null" : formatMigration(configuration, saved, published);
  const current = published === undefined ? null : { version: published.version };
  const json = formatWithTexts({ ...formatSaved(configuration), current }, { document: saved.document, migration });
  return { status: 200, json };
}

function formatMigration(
  { values, price }: StoredConfiguration,
  saved: Pick<StoredVersion, "document">,
  published: StoredVersion,
): string {
  const report = migrate({ document: parseDocument(saved), values, price }, parseDocument(published));
  return formatWithTexts({ version: published.version, ...report }, { document: published.document });
}

/** JSON of an object with further members that are JSON already: stored documents go out as they are. */
function formatWithTexts(object: object, texts: Readonly<Record<string, string>>): string {
  const members = Object.entries(texts).map(([name, json]) => `${JSON.stringify(name)}:${json}`);
  return `${JSON.stringify(object).slice(0, -1)},${members.join(",")}}`;
}
