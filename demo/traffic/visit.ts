import { combinationOf } from "../../embed/src/ui/combination.ts";
import type { AttributeValue, ConfiguratorDocument } from "../../functions/domain/configurator/document.ts";
import { evaluate } from "../../functions/domain/configurator/evaluate.ts";
import type { CountedEvent } from "../../functions/domain/event-changes.ts";
import { CHOICES, ERRORS, OPTIONS, SHARES } from "./habits.ts";
import type { Random } from "./random.ts";

/** Where a shopper is, and when they come. */
export interface Arrival extends Pick<CountedEvent, "configuratorId" | "tokenId" | "origin"> {
  readonly atEpochMs: number;
}

/** The events that the embed sends of one shopper, in their order. */
export function visit(document: ConfiguratorDocument, arrival: Arrival, random: Random): readonly CountedEvent[] {
  const events: CountedEvent[] = [];
  const seen = new Set<string>();
  const isClockCorrected = random.chance(SHARES.clockCorrected);
  let { atEpochMs } = arrival;
  const track = (name: string, properties: CountedEvent["properties"] = {}) => {
    const isFirst = STEPS.has(name) && !seen.has(name);
    seen.add(name);
    events.push({
      ...arrival,
      name,
      atEpochMs,
      isClockCorrected,
      properties: isFirst ? { first: true, ...properties } : properties,
    });
    atEpochMs += Math.round((3 + random.next() * 35) * 1000);
  };

  if (random.chance(SHARES.error)) {
    track("error", { code: random.pick(ERRORS), during: "load" });
    if (random.chance(0.6)) return events;
  }
  track("load");
  if (random.chance(SHARES.resume)) track("resume");
  if (!random.chance(SHARES.interaction)) return events;
  const chosen: Record<string, AttributeValue> = {};
  for (let left = random.pick(CHOICES); left > 0; left -= 1) {
    const { attribute, values } = random.pick(OPTIONS);
    const value = random.pick(values);
    chosen[attribute] = value;
    track("option_chosen", { attribute, value });
  }
  track("price_shown");
  if (random.chance(SHARES.ruleBlocked)) track("rule_blocked", { attribute: "bulbs" });
  if (!random.chance(SHARES.save)) return events;
  const combination = combinationOf(document, evaluate(document, chosen).values);
  track("save", { combination });
  if (random.chance(SHARES.share)) track("share");
  if (random.chance(SHARES.addToCart)) track("add_to_cart", { combination });
  return events;
}

/** As the embed marks them: see `markFirst`. */
const STEPS: ReadonlySet<string> = new Set(["option_chosen", "save", "add_to_cart"]);
