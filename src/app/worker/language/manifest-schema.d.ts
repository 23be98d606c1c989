/** Made in the build by scripts/schema.mjs. */
declare module 'virtual:manifest-schema' {
  import type { Schema } from '#engine';

  const schema: Schema;
  export default schema;
}
