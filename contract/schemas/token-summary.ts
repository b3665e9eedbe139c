import * as z from "zod";
import { EXPIRES_SOON_DAYS, UNUSED_DAYS } from "../../functions/domain/expiry.ts";

/** A count stops here: what a summary costs does not depend on how many tokens there are. */
export const SUMMARY_COUNT_MAX = 100;

const counted = (description: string) =>
  z
    .strictObject({
      count: z.int().min(0).max(SUMMARY_COUNT_MAX),
      isMore: z.boolean().meta({ description: "There are, or may be, more than were counted" }),
    })
    .meta({ description });

/** Each member counts what `listTokens` finds with the filter that its description names. */
export const tokenSummary = z
  .strictObject({
    active: counted("`status=active`"),
    expiringSoon: counted(`\`expiresWithinDays=${EXPIRES_SOON_DAYS}\``),
    expired: counted("`status=expired`"),
    disabled: counted("`status=disabled`"),
    unused: counted(`\`unusedForDays=${UNUSED_DAYS}\``),
  })
  .meta({ id: "TokenSummary", description: "Each counts what `listTokens` finds with the filter that it names" });
