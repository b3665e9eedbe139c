/** What the viewer itself uses of three, which is published without types. */
declare module "three" {
  export class Texture {
    constructor(image?: ImageBitmap);
    flipY: boolean;
    needsUpdate: boolean;
    readonly userData: Record<string, unknown>;
    clone(): Texture;
  }
}

declare module "three/examples/jsm/loaders/GLTFLoader.js" {
  import type { Texture } from "three";

  export interface GLTFParser {
    readonly json: {
      readonly extensionsRequired?: readonly string[];
      readonly images?: readonly { readonly bufferView?: number; readonly mimeType?: string }[];
    };
    getDependency(type: "bufferView", index: number): Promise<ArrayBuffer>;
    loadImageSource(index: number, loader: unknown): Promise<Texture>;
  }

  export interface GLTFLoaderPlugin {
    readonly name: string;
    beforeRoot?(): Promise<void>;
  }

  export class GLTFLoader {
    register(createPlugin: (parser: GLTFParser) => GLTFLoaderPlugin): this;
  }
}
