/** What the shoppers of the demo are like. Weights have no unit: only how they compare matters. */

/** Days that the demo's traffic goes back, the day of the first start included. */
export const TRAFFIC_DAYS = 90;

/** How many shoppers open the configurator on an ordinary day, at the end of the time. */
export const LOADS_PER_DAY = 150;

/** By hour of UTC: evenings in Europe, and some shoppers overseas. */
const HOURS = [5, 4, 3, 3, 3, 3.5, 4.5, 5.5, 6.5, 7, 7.2, 7.5, 8, 7, 6.5, 6.6, 7.2, 8.6, 10, 11.4, 11, 8.8, 7, 6];
/** From Sunday. */
const WEEKDAYS = [1.28, 0.98, 0.92, 0.94, 0.97, 0.9, 1.14];

/** By day of the time: a newsletter, a magazine, and the week in which the shop's page was down for a day. */
const EVENTFUL_DAYS: Readonly<Record<number, number>> = {
  22: 1.5,
  23: 1.25,
  43: 0.25,
  61: 1.9,
  62: 1.55,
  63: 1.3,
  64: 1.15,
};

export const HOUR_WEIGHTS = HOURS.map((weight, hour) => [hour, weight] as const);

/** Shoppers of one day. The shop becomes better known. @param day of the time, from 0 */
export function loadsOf(day: number, weekday: number): number {
  const trend = 0.62 + (0.38 * day) / TRAFFIC_DAYS;
  return LOADS_PER_DAY * trend * (WEEKDAYS[weekday] ?? 1) * (EVENTFUL_DAYS[day] ?? 1);
}

/** Which website shoppers are on: two partners came later. */
export function siteWeights(day: number): readonly (readonly [site: number, weight: number])[] {
  return [
    [0, 62],
    [1, 20],
    [2, day < 18 ? 0 : Math.min(16, 4 + (day - 18) / 3)],
    [3, day < 50 ? 0 : 7],
  ];
}

/** Requests with the partners' token from a website that is not on its list. */
export function refusedOf(day: number): number {
  return day === 37 ? 260 : day === 38 ? 90 : 3;
}

/** How likely shoppers do it. */
export const SHARES = {
  /** Open a saved configuration. */
  resume: 0.07,
  interaction: 0.61,
  /** Of those who chose something. */
  save: 0.27,
  /** Of those who saved. */
  addToCart: 0.41,
  share: 0.12,
  error: 0.012,
  ruleBlocked: 0.03,
  clockCorrected: 0.001,
  /** The rest of the loads is answered by the edge's cache. */
  meteredLoad: 0.83,
} as const;

export const ERRORS = [
  ["network_error", 6],
  ["too_many_requests", 2],
  ["version_not_published", 1],
] as const;

/** How many options shoppers choose who choose any. */
export const CHOICES = [
  [1, 10],
  [2, 16],
  [3, 20],
  [4, 18],
  [5, 14],
  [6, 10],
  [8, 8],
  [11, 4],
] as const;

type Weights = readonly (readonly [value: string | number | boolean, weight: number])[];

/** What is chosen of each attribute: the first ones of the lamp are looked at most. */
export const OPTIONS: readonly (readonly [
  choice: { readonly attribute: string; readonly values: Weights },
  weight: number,
])[] = [
  [{ attribute: "shadeColor", values: weigh({ sage: 26, clay: 21, ochre: 19, lake: 15, ink: 11, chalk: 8 }) }, 27],
  [{ attribute: "shade", values: weigh({ cone: 41, dome: 36, drum: 23 }) }, 22],
  [{ attribute: "finish", values: weigh({ brass: 47, steel: 33, nickel: 20 }) }, 14],
  [{ attribute: "base", values: weigh({ walnut: 44, oak: 38, marble: 18 }) }, 15],
  [{ attribute: "light", values: weigh({ warm: 52, soft: 33, neutral: 15 }) }, 7],
  [{ attribute: "cord", values: weigh({ rust: 34, linen: 29, charcoal: 24, moss: 13 }) }, 8],
  [
    {
      attribute: "brightness",
      values: [
        [350, 10],
        [450, 22],
        [550, 30],
        [650, 24],
        [750, 14],
      ],
    },
    5,
  ],
  [
    {
      attribute: "cordLength",
      values: [
        [1.5, 8],
        [2, 30],
        [2.5, 28],
        [3, 22],
        [3.5, 12],
      ],
    },
    4,
  ],
  [
    {
      attribute: "dimmer",
      values: [
        [true, 78],
        [false, 22],
      ],
    },
    9,
  ],
];

function weigh(weights: Readonly<Record<string, number>>): Weights {
  return Object.entries(weights);
}

/** Applications of the demo's service, and their calls in an hour in which everybody is at work. */
export const APPLICATIONS = [
  { name: "Warehouse", hitsPerHour: 210, hitsPerMonthMax: 150_000, isOfficeHoursOnly: false },
  { name: "Price comparison", hitsPerHour: 95, hitsPerMonthMax: 50_000, isOfficeHoursOnly: false },
  { name: "Sales desk", hitsPerHour: 60, hitsPerMonthMax: 20_000, isOfficeHoursOnly: true },
] as const;
