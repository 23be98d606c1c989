import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  Schema,
  seqTag,
  strTag,
} from 'js-yaml';

const TRUE = ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'];
const FALSE = ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'];
const BOOLEANS: ReadonlyMap<string, boolean> = /* @__PURE__ */ new Map([
  ...TRUE.map((word): [string, boolean] => [word, true]),
  ...FALSE.map((word): [string, boolean] => [word, false]),
]);

const DECIMAL = /^[-+]?(?:0|[1-9][0-9]*)$/;
const BASED = /^([-+]?)0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+|[0-7]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * A number as Go's YAML reads it: `0777` and `0o777` octal, `0x1F`, `0b11`, `1_000`, `08` the float 8, no sexagesimals.
 * Not modelled: integers beyond 2^53 lose digits, `.inf` and `.nan` stay text.
 */
export function goNumber(source: string): number | null {
  const plain = source.includes('_') && !source.startsWith('.') ? source.replaceAll('_', '') : source;
  if (DECIMAL.test(plain)) return Number(plain);
  const based = BASED.exec(plain);
  if (based !== null) {
    const digits = (based[2] ?? '').toLowerCase();
    const value = Number(/^[0-7]/.test(digits) ? `0o${digits}` : `0${digits}`);
    return based[1] === '-' ? -value : value;
  }
  if (!FLOAT.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

const boolTag = /* @__PURE__ */ defineScalarTag('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: 'yYnNtTfFoO'.split(''),
  resolve: (source) => BOOLEANS.get(source) ?? NOT_RESOLVED,
  identify: (data) => typeof data === 'boolean',
});

const numberTag = /* @__PURE__ */ defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: '+-.0123456789'.split(''),
  resolve: (source) => goNumber(source) ?? NOT_RESOLVED,
  identify: (data) => typeof data === 'number',
});

const floatTag = /* @__PURE__ */ defineScalarTag('tag:yaml.org,2002:float', {
  resolve: (source) => goNumber(source) ?? NOT_RESOLVED,
  identify: () => false,
});

let pairsSetTwice = 0;

const objectTag = /* @__PURE__ */ defineMappingTag('tag:yaml.org,2002:map', {
  create: (): Record<string, unknown> => ({}),
  identify: mapTag.identify,
  has: mapTag.has,
  keys: mapTag.keys,
  get: mapTag.get,
  addPair: (container, key, value) => {
    const name = typeof key === 'string' ? key : String(key);
    if (typeof key === 'object' && key !== null) return 'a key must be text, not a list or an object';
    if (Object.hasOwn(container, name)) pairsSetTwice++;
    return mapTag.addPair(container, name, value);
  },
});

/** `go`: as kubectl reads YAML. `core`: YAML 1.2, where `on` and `y` are text and only `true` and `false` are not. */
export type Dialect = 'go' | 'core';

const schemas: { [dialect in Dialect]?: Schema } = {};

/**
 * The rules that turn plain scalars into values. Go's are those of sigs.k8s.io/yaml, file `goyaml.v2/resolve.go`: words for
 * booleans, also as keys (`on:` is the key `true`), Go's integers, dates stay text. In both `<<` merges.
 */
export function schemaOf(dialect: Dialect): Schema {
  const known = schemas[dialect];
  if (known !== undefined) return known;
  const made =
    dialect === 'go'
      ? new Schema([boolTag, numberTag, floatTag, nullCoreTag, mergeTag, strTag, seqTag, objectTag])
      : CORE_SCHEMA.withTags(mergeTag, objectTag);
  schemas[dialect] = made;
  return made;
}

/** How often, since the program began, a key was set that its object already had: compare before and after a parse. */
export function keysSetTwice(): number {
  return pairsSetTwice;
}
