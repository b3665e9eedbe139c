import { ARMixin } from "@google/model-viewer/lib/features/ar.js";
import { ControlsMixin } from "@google/model-viewer/lib/features/controls.js";
import { EnvironmentMixin } from "@google/model-viewer/lib/features/environment.js";
import { LoadingMixin } from "@google/model-viewer/lib/features/loading.js";
import { SceneGraphMixin } from "@google/model-viewer/lib/features/scene-graph.js";
import ModelViewerElementBase, { $needsRender, $scene } from "@google/model-viewer/lib/model-viewer-base.js";
import css from "./viewer.css";

/** As much of three's `Object3D` as there is to know here. */
interface SceneNode {
  visible: boolean;
  /** The name as the glTF file writes it; three's own `name` has no spaces and is made unique. */
  readonly userData: { readonly name?: string };
  readonly children: readonly SceneNode[];
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

const ModelViewerElement = SceneGraphMixin(
  EnvironmentMixin(ControlsMixin(ARMixin(LoadingMixin(ModelViewerElementBase)))),
);

/** `<model-viewer>` without animations and annotations, and with nodes that can be hidden, for which it has no public way. */
export class ModelElement extends ModelViewerElement {
  static override styles = sheet;

  /** Names of the nodes, as the glTF file writes them. */
  nodeNames(): readonly string[] {
    const namesBelow = ({ userData, children }: SceneNode): readonly string[] => [
      ...(userData.name === undefined ? [] : [userData.name]),
      ...children.flatMap(namesBelow),
    ];
    return namesBelow(this[$scene].target);
  }

  showNodes(shown: ReadonlyMap<string, boolean>): void {
    const scene = this[$scene];
    const visit = (node: SceneNode) => {
      const { name } = node.userData;
      node.visible = (name === undefined ? undefined : shown.get(name)) ?? node.visible;
      node.children.forEach(visit);
    };
    visit(scene.target);
    scene.updateShadow();
    this[$needsRender]();
  }
}

// The page may have a <model-viewer> of its own, or another release of this file.
let tag = "latchkey-model";
while (customElements.get(tag)) tag += "-";
customElements.define(tag, ModelElement);
