import type { Token } from "../../../../sdk/src/generated/types.ts";
import type { OperationId } from "../../../../sdk/src/operations.ts";

/** The parts of a token's page, by their names in its address. */
export const SECTIONS = ["overview", "origins", "rotation", "explain", "activity", "usage", "embed"] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_LABELS: Readonly<Record<Section, string>> = {
  overview: "Overview",
  origins: "Origins",
  rotation: "Rotation",
  explain: "Explain",
  activity: "Activity",
  usage: "Usage",
  embed: "Embed",
};

/** The parts that say something about this token, as far as the person may see them. Of a revoked one nothing goes on any more. */
export function sectionsOf(
  { kind, status }: Pick<Token, "kind" | "status">,
  can: (operation: OperationId) => boolean,
): readonly Section[] {
  const isLive = status !== "revoked";
  const isShown: Readonly<Record<Section, boolean>> = {
    overview: true,
    origins: isLive && kind === "public" && can("listObservedOrigins"),
    rotation: isLive,
    explain: can("explainToken"),
    activity: can("listAuditEvents"),
    usage: can("queryUsage"),
    embed: isLive && kind === "public",
  };
  return SECTIONS.filter((section) => isShown[section]);
}
