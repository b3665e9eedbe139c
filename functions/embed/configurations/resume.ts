import { type Answer, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readConfiguration } from "../../store/configurations.ts";
import { readPublished, readVersion } from "../../store/configurators.ts";
import { type ConfigurationParts, format } from "./save.ts";

/** A save together with the document that it was made with, so that a page needs one request. */
export async function resumeConfiguration(
  { catalogue }: ConfigurationParts,
  { principal, path }: AuthorizedRequest<"resumeConfiguration">,
): Promise<Answer | Refusal> {
  const { workspaceId } = principal;
  const configuration = await readConfiguration(catalogue, workspaceId, path.shortId);
  if (configuration === undefined) return refuse("not_found");
  const address = { workspaceId, configuratorId: configuration.configuratorId };
  const [saved, published] = await Promise.all([
    readVersion(catalogue, address, configuration.version),
    readPublished(catalogue, address),
  ]);
  if (saved === undefined) throw new Error("the version of a saved configuration does not exist");
  const current = published === undefined ? null : { version: published.version };
  // The stored JSON text goes out as it is.
  const json = `${JSON.stringify({ ...format(configuration), current }).slice(0, -1)},"document":${saved.document}}`;
  return { status: 200, json };
}
