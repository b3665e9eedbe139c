import { Texture } from "three";
import { type GLTFLoaderPlugin, type GLTFParser, GLTFLoader as Loader } from "three/examples/jsm/loaders/GLTFLoader.js";

/** Their decoders are files of other hosts, or compiled code, which a strict page allows neither of. */
const NOT_SUPPORTED = [
  "KHR_draco_mesh_compression",
  "EXT_meshopt_compression",
  "KHR_meshopt_compression",
  "KHR_texture_basisu",
];

/** Takes the place of three's own loader: says what it cannot load, and decodes the images inside a model without `blob:` addresses. */
export class GLTFLoader extends Loader {
  constructor() {
    super();
    this.register(refuseUnsupported);
    this.register(decodeImages);
  }
}

function refuseUnsupported({ json }: GLTFParser): GLTFLoaderPlugin {
  return {
    name: "LATCHKEY_supported",
    beforeRoot: async () => {
      const missing = json.extensionsRequired?.filter((name) => NOT_SUPPORTED.includes(name)) ?? [];
      if (missing.length > 0) throw new Error(`The model requires ${missing.join(", ")}, which is not supported.`);
    },
  };
}

function decodeImages(parser: GLTFParser): GLTFLoaderPlugin {
  const loadFromAddress = parser.loadImageSource.bind(parser);
  const decoded = new Map<number, Promise<Texture>>();

  const decode = async (bufferView: number, mimeType: string) => {
    const bytes = await parser.getDependency("bufferView", bufferView);
    const bitmap = await createImageBitmap(new Blob([bytes], { type: mimeType }), {
      colorSpaceConversion: "none",
      premultiplyAlpha: "none",
    });
    const texture = new Texture(bitmap);
    texture.needsUpdate = true;
    texture.userData.mimeType = mimeType;
    return texture;
  };

  parser.loadImageSource = async (index, loader) => {
    const { bufferView, mimeType } = parser.json.images?.[index] ?? {};
    if (bufferView === undefined || mimeType === undefined) return loadFromAddress(index, loader);
    const before = decoded.get(index);
    if (before) return (await before).clone();
    const texture = decode(bufferView, mimeType);
    decoded.set(index, texture);
    return texture;
  };
  return { name: "LATCHKEY_images" };
}
