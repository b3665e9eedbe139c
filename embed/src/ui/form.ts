import type { Attribute, AttributeValue } from "../../../functions/domain/configurator/document.ts";
import { isPartSelection } from "../../../functions/domain/configurator/values.ts";
import { type Control, type ControlContext, isFree, reasonOf } from "./controls/control.ts";
import { createControl } from "./controls/create-control.ts";
import { describeChoice } from "./describe.ts";
import type { Extras } from "./extras.ts";
import { keepFocus } from "./focus.ts";
import type { Session } from "./session.ts";

export interface FormOptions extends Omit<ControlContext, "choose" | "session" | "extras"> {
  readonly session: Session;
  readonly extras: Promise<Pick<Extras, "createFileInput" | "describeChanges">>;
}

/** All attributes, as the rules let a shopper choose them. */
export interface Form {
  /** By attribute id. */
  readonly elements: ReadonlyMap<string, HTMLElement>;
  update(): void;
}

export function createForm(options: FormOptions): Form {
  const { session, announce, extras } = options;
  const { attributes } = session.configurator.document;
  let shown = session.evaluation;
  /** The attribute that a shopper is about to change. */
  let chosen: string | undefined;
  /** What a shopper tried and could not have in the gesture that goes on. */
  let refused: string | undefined;

  const show = (attribute: Attribute, control: Control) => {
    const { values, states } = session.evaluation;
    const [value, state] = [values[attribute.id], states.get(attribute.id)];
    if (value !== undefined && state) control.update(value, state);
  };

  const choose = (attribute: Attribute, value: AttributeValue, isSettled: boolean) => {
    const { id } = attribute;
    const state = session.evaluation.states.get(id);
    const valueId = isPartSelection(value) ? value.part : String(value);
    const barrier = state?.enabled ? state.values.get(valueId) : state;
    if (barrier && !isFree(barrier)) {
      if (isSettled || refused !== id) {
        session.blocked(id, barrier === state ? undefined : valueId);
        announce(`${describeChoice(attribute, value, options)}. ${reasonOf(barrier, options)}`);
      }
      refused = isSettled ? undefined : id;
      const control = controls.get(attribute);
      if (control) show(attribute, control);
      return;
    }
    chosen = id;
    session.choose(id, value, isSettled);
    chosen = undefined;
  };

  const controls: ReadonlyMap<Attribute, Control> = new Map(
    attributes.map((attribute) => [
      attribute,
      createControl(attribute, {
        ...options,
        choose: (value, isSettled) => choose(attribute, value, isSettled),
      }),
    ]),
  );

  /** Says what became different without being asked for, and why. */
  const tellChanges = () => {
    const [before, after, own] = [shown, session.evaluation, chosen];
    shown = after;
    if (before === after) return;
    extras.then(
      ({ describeChanges }) => announce(describeChanges(attributes, { before, after }, own, options)),
      () => undefined,
    );
  };

  const elements = new Map([...controls].map(([{ id }, { element }]) => [id, element]));
  const update = () =>
    keepFocus([...elements.values()], () => {
      for (const [attribute, control] of controls) show(attribute, control);
      tellChanges();
    });
  update();

  return { elements, update };
}
