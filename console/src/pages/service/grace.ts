const HOUR = 3600;
const DAY = 24 * HOUR;

/** How long an old secret may still count, as the forms offer it. */
export const GRACES = [
  { value: `${HOUR}`, label: "1 hour" },
  { value: `${DAY}`, label: "1 day" },
  { value: `${7 * DAY}`, label: "7 days" },
  { value: `${30 * DAY}`, label: "30 days" },
  { value: "0", label: "Not at all", hint: "For one that leaked. Whoever still uses it is refused at once." },
] as const;
export type Grace = (typeof GRACES)[number]["value"];

/** Long enough to bring the new secret to a backend. */
export const USUAL_GRACE: Grace = `${DAY}`;
