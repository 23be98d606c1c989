import { makeSchema } from './schema.mjs';

const NAME = 'virtual:manifest-schema';

/** Gives `virtual:manifest-schema` as a module: the fields of the kinds that are written most, made when it is first asked for. @returns {import('vite').Plugin} */
export function manifestSchema() {
  return {
    name: 'hopscope:manifest-schema',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    // A long text in JSON.parse is read faster than a long literal.
    load: (id) =>
      id === `\0${NAME}` ? `export default JSON.parse(${JSON.stringify(JSON.stringify(makeSchema()))});` : undefined,
  };
}
