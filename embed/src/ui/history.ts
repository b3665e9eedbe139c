/** What can be undone and redone. */
export interface History<Step> {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /**
   * Keeps what was there before a change.
   * @param gesture changes of one gesture that follow each other, such as dragging a slider, are one step.
   */
  keep(before: Step, gesture?: string): void;
  /** The next change is another step, even of the same gesture. */
  endGesture(): void;
  undo(current: Step): Step | undefined;
  redo(current: Step): Step | undefined;
}

/** Older steps are forgotten. */
export const STEPS_MAX = 100;

export function createHistory<Step>(): History<Step> {
  const past: Step[] = [];
  let future: Step[] = [];
  let open: string | undefined;
  return {
    get canUndo() {
      return past.length > 0;
    },
    get canRedo() {
      return future.length > 0;
    },
    keep(before, gesture) {
      if (gesture === undefined || gesture !== open) past.push(before);
      if (past.length > STEPS_MAX) past.shift();
      open = gesture;
      future = [];
    },
    endGesture() {
      open = undefined;
    },
    undo(current) {
      open = undefined;
      const step = past.pop();
      if (step !== undefined) future.push(current);
      return step;
    },
    redo(current) {
      open = undefined;
      const step = future.pop();
      if (step !== undefined) past.push(current);
      return step;
    },
  };
}
