import type { FileAttribute } from "../../../../functions/domain/configurator/document.ts";
import { h, uniqueId } from "../dom.ts";
import { fill } from "../texts.ts";
import { type Control, type ControlContext, createField } from "./control.ts";
import type { FileInput } from "./file-input.ts";

/** One file. What it is chosen with comes with the extras. */
export function createFileField(attribute: FileAttribute, context: ControlContext): Control {
  const { texts, price } = context;
  const id = uniqueId();
  const delta = price.delta(attribute.price);
  const aside = h("span", { class: "delta" }, delta && fill(texts.whenUploaded, { price: delta }));
  const field = createField(attribute, context, { id, aside });
  let input: FileInput | undefined;
  let show = () => {};
  context.extras.then(
    ({ createFileInput }) => {
      input = createFileInput({ attribute, context, id, describedBy: field.describedBy });
      field.element.append(...input.nodes);
      show();
    },
    () => undefined,
  );
  return {
    element: field.element,
    update(value, state) {
      show = () => {
        field.update(state);
        input?.update(String(value));
      };
      show();
    },
  };
}
