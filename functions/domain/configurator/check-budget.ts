/**
 * Work that checking one document may cost, as it is really done: tests and the values that they accept, actions, values that are tried,
 * situations that are told apart, pairs of rules. All who explore a document spend from the same budget.
 */
export interface Budget {
  /** Units that are left. */
  readonly left: number;
  /** Takes so many units for work that is about to be done. Where they are not there, the work must be left undone. */
  spend(units: number): boolean;
}

/** Units for a whole document: several times what the largest ordinary document needs, and at most about a second of computing. */
export const CHECK_BUDGET = 2_500_000;

export function createBudget(units: number): Budget {
  let left = units;
  return {
    get left() {
      return left;
    },
    spend(cost) {
      const isThere = cost <= left;
      left = isThere ? left - cost : 0;
      return isThere;
    },
  };
}

/** Half of what a budget has left, so that no single question takes everything from the others. */
export function halfOf(budget: Budget): Budget {
  const reserve = Math.ceil(budget.left / 2);
  return {
    get left() {
      return Math.max(0, budget.left - reserve);
    },
    spend: (cost) => cost <= budget.left - reserve && budget.spend(cost),
  };
}
