/**
 * The third door: what the worker loads first. It reads a text and says what there is to draw; the rest of the engine
 * (`#engine`) comes after the picture and takes the model over as it is.
 */
export type { Model } from '#model';
export { openPlainModel } from '#model';
