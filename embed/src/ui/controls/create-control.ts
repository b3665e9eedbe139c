import type { Attribute } from "../../../../functions/domain/configurator/document.ts";
import type { Control, ControlContext } from "./control.ts";
import { createFileField } from "./file-field.ts";
import { createOptions } from "./options.ts";
import { createPart } from "./part.ts";
import { createSlider } from "./slider.ts";
import { createSwitch } from "./switch.ts";
import { createTextField } from "./text-field.ts";

export function createControl(attribute: Attribute, context: ControlContext): Control {
  switch (attribute.type) {
    case "text":
      return createTextField(attribute, context);
    case "number":
      return createSlider(attribute, context);
    case "boolean":
      return createSwitch(attribute, context);
    case "color":
    case "choice":
      return createOptions(attribute, context);
    case "part":
      return createPart(attribute, context);
    case "file":
      return createFileField(attribute, context);
  }
}
