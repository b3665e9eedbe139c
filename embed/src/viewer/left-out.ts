/**
 * What `<model-viewer>` imports and this viewer leaves out: decoders that come from other hosts or run compiled code, formats of surroundings
 * that nobody can choose, and writing files. A model that needs one of the decoders is refused before it gets here (`gltf-loader.ts`).
 */
class LeftOut {
  /** The parts that are called when the viewer starts, before there is a model. */
  setDecoderPath(): this {
    return this;
  }
  setTranscoderPath(): this {
    return this;
  }
  detectSupport(): this {
    return this;
  }
  preload(): this {
    return this;
  }
}

export {
  LeftOut as DRACOLoader,
  LeftOut as GLTFExporter,
  LeftOut as HDRJPGLoader,
  LeftOut as KTX2Loader,
  LeftOut as MeshoptDecoder,
  LeftOut as RGBELoader,
  LeftOut as decompress,
};
