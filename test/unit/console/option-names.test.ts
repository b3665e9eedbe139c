import { describe, expect, it } from "vitest";
import { createOptionNames } from "../../../console/src/pages/analytics/option-names.ts";
import { createDemoConfigurator } from "../../../demo/product.ts";

describe("the names of what was chosen", () => {
  const names = createOptionNames(createDemoConfigurator());

  it("are those that shoppers see", () => {
    expect(names.attribute("shadeColor")).toBe("Shade color");
    expect(names.value("base", "walnut")).toBe("Walnut");
    expect(names.value("finish", "brass")).toBe("Brushed brass");
    expect(names.value("brightness", "550")).toBe("550 lm");
    expect(names.value("dimmer", "true")).toBe("Yes");
    expect(names.value("dimmer", "false")).toBe("No");
    expect(names.value("bulbs", "smart")).toBe("With app");
    expect(names.value("engraving", "true")).toBe("Filled in");
    expect(names.value("engravedImage", "false")).toBe("Left empty");
    expect(names.combination("shade=cone&dimmer=true")).toBe("Shade: Cone, Touch dimmer: Yes");
  });

  it("are the ids of what the document does not have, or where there is no document", () => {
    expect(names.attribute("wood")).toBe("wood");
    expect(names.value("wood", "oak")).toBe("oak");
    expect(names.value("base", "glass")).toBe("glass");
    expect(names.combination("wood=a=b&odd")).toBe("wood: a=b, odd");
    expect(createOptionNames(undefined).combination("shade=cone")).toBe("shade: cone");
  });
});
