// Makes the schema of the kinds that are written most from the type declarations of npm packages, for completion,
// hovers and warnings in the editor. Nothing of it is committed: the build, the tests and the development server ask for it.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { policies } from './schema-policies.mjs';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const MAX_ABOUT = 160;

/** Where each kind is declared: package and folder, which for both packages is group and version. */
const FOLDERS = {
  'kubernetes-models/v1':
    'Pod Service Endpoints Node Namespace ConfigMap Secret ServiceAccount ReplicationController PersistentVolumeClaim',
  'kubernetes-models/apps/v1': 'Deployment StatefulSet DaemonSet ReplicaSet',
  'kubernetes-models/batch/v1': 'Job CronJob',
  'kubernetes-models/discovery.k8s.io/v1': 'EndpointSlice',
  'kubernetes-models/networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'kubernetes-models/autoscaling/v2': 'HorizontalPodAutoscaler',
  'kubernetes-models/policy/v1': 'PodDisruptionBudget',
  '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1':
    'GatewayClass Gateway HTTPRoute GRPCRoute TLSRoute BackendTLSPolicy ReferenceGrant ListenerSet',
  '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1beta1': 'Gateway GatewayClass HTTPRoute ReferenceGrant',
  '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1alpha2': 'TCPRoute UDPRoute',
};

/** Types that are more than their declaration says. */
const SHAPES = {
  IntOrString: { kind: 'numberOrText' },
  Quantity: { kind: 'numberOrText' },
  FieldsV1: { kind: 'any' },
  RawExtension: { kind: 'any' },
};

/** @typedef {import('../src/engine/source/schema/schema.ts').Schema} Schema */
/** @typedef {import('../src/engine/source/schema/schema.ts').Shape} Shape */
/** @typedef {import('../src/engine/source/schema/schema.ts').Field} Field */
/** @typedef {ReturnType<typeof parseSync>} Parsed */
/** @typedef {Parsed['program']['body'][number]} Statement */
/** @typedef {Extract<Statement, { type: 'TSTypeAliasDeclaration' }>['typeAnnotation']} Type */
/** @typedef {Extract<Statement, { type: 'TSInterfaceDeclaration' }>['body']['body'][number]} Member */
/** @typedef {{ readonly path: string; readonly text: string; readonly body: readonly Statement[]; readonly comments: Parsed['comments'] }} File */

/** @returns {Schema} */
export function makeSchema() {
  /** @type {Map<string, File>} */
  const files = new Map();
  /** Names of definitions by file, and the other way round. @type {Map<string, string>} */
  const names = new Map();
  /** @type {Record<string, { about: string; fields: Record<string, Field> }>} */
  const definitions = {};

  /** @param {string} path @returns {File} */
  const open = (path) => {
    const known = files.get(path);
    if (known) return known;
    const text = readFileSync(path, 'utf8');
    const parsed = parseSync(path, text, { lang: 'dts' });
    const body = parsed.program.body.map((node) =>
      node.type === 'ExportNamedDeclaration' && node.declaration !== null ? node.declaration : node,
    );
    const file = { path, text, body, comments: parsed.comments };
    files.set(path, file);
    return file;
  };

  /** The sentence that the comment before an offset begins with. @param {File} file @param {number} start */
  const aboutBefore = (file, start) => {
    const comment = file.comments.findLast((one) => one.end <= start);
    if (!comment || file.text.slice(comment.end, start).replace('export', '').trim() !== '') return '';
    return firstSentence(comment.value);
  };

  /** @param {File} file @param {string} name */
  const importOf = (file, name) => {
    for (const node of file.body) {
      if (node.type !== 'ImportDeclaration') continue;
      if (!node.specifiers.some((one) => one.local.name === name)) continue;
      return { name, path: pathOf(node.source.value, file.path) };
    }
    return null;
  };

  /** @param {File} file @param {Type} type @param {string} inside @returns {Shape} */
  const shapeOf = (file, type, inside) => {
    switch (type.type) {
      case 'TSStringKeyword':
        return { kind: 'text' };
      case 'TSNumberKeyword':
        return { kind: 'number' };
      case 'TSBooleanKeyword':
        return { kind: 'truth' };
      case 'TSLiteralType':
        if (type.literal.type !== 'Literal') return { kind: 'any' };
        return typeof type.literal.value === 'string'
          ? { kind: 'choice', values: [type.literal.value] }
          : { kind: typeof type.literal.value === 'number' ? 'number' : 'any' };
      case 'TSUnionType':
        return unionOf(type.types.map((one) => shapeOf(file, one, inside)));
      case 'TSTypeLiteral': {
        const index = type.members.find((one) => one.type === 'TSIndexSignature');
        if (index) return { kind: 'map', of: shapeOf(file, index.typeAnnotation.typeAnnotation, inside) };
        const name = fresh(inside);
        definitions[name] = { about: '', fields: fieldsOf(file, type.members, name) };
        return { kind: 'object', name };
      }
      case 'TSArrayType':
        return { kind: 'list', of: shapeOf(file, type.elementType, inside) };
      case 'TSTypeReference': {
        if (type.typeName.type !== 'Identifier') return { kind: 'any' };
        const { name } = type.typeName;
        const [of] = type.typeArguments?.params ?? [];
        if (name === 'Array' && of) return { kind: 'list', of: shapeOf(file, of, inside) };
        const imported = importOf(file, name);
        return imported ? named(imported.path) : { kind: 'any' };
      }
      default:
        return { kind: 'any' };
    }
  };

  /** @param {File} file @param {readonly Member[]} members @param {string} inside @returns {Record<string, Field>} */
  const fieldsOf = (file, members, inside) => {
    /** @type {Record<string, Field>} */
    const fields = {};
    for (const member of members) {
      if (member.type !== 'TSPropertySignature') continue;
      const key = keyOf(member.key);
      if (key === null || member.typeAnnotation === null) continue;
      fields[key] = {
        shape: shapeOf(file, member.typeAnnotation.typeAnnotation, `${inside}.${key}`),
        about: aboutBefore(file, member.start),
        needed: !member.optional,
      };
    }
    return fields;
  };

  /** The shape that a file declares. @param {string} path @returns {Shape} */
  const named = (path) => {
    const base = path.slice(path.lastIndexOf(sep) + 1, -'.d.ts'.length);
    const special = Object.entries(SHAPES).find(([name]) => name === base);
    if (special) return /** @type {Shape} */ (special[1]);
    const known = names.get(path);
    if (known) return { kind: 'object', name: known };
    const file = open(path);
    const alias = file.body.find((node) => node.type === 'TSTypeAliasDeclaration' && node.id.name === `I${base}`);
    if (alias?.type === 'TSTypeAliasDeclaration') return shapeOf(file, alias.typeAnnotation, base);
    const declared = file.body.find((node) => node.type === 'TSInterfaceDeclaration');
    if (declared?.type !== 'TSInterfaceDeclaration') return { kind: 'any' };
    const name = fresh(base);
    names.set(path, name);
    definitions[name] = { about: aboutBefore(file, declared.start), fields: {} };
    /** @type {Record<string, Field>} */
    const inherited = {};
    for (const parent of declared.extends ?? []) {
      if (parent.expression.type !== 'Identifier' || parent.expression.name === 'TypeMeta') continue;
      const imported = importOf(file, parent.expression.name);
      if (!imported) continue;
      const shape = named(imported.path);
      if (shape.kind === 'object') Object.assign(inherited, definitions[shape.name]?.fields);
    }
    definitions[name] = {
      about: definitions[name]?.about ?? '',
      fields: { ...inherited, ...fieldsOf(file, declared.body.body, name) },
    };
    return { kind: 'object', name };
  };

  /** @param {string} base */
  const fresh = (base) => {
    let name = base;
    for (let number = 2; Object.hasOwn(definitions, name); number++) name = `${base}${number}`;
    definitions[name] = { about: '', fields: {} };
    return name;
  };

  const kinds = Object.entries(FOLDERS).flatMap(([folder, words]) =>
    words.split(' ').map((kind) => {
      const shape = named(join(modules, folder, `${kind}.d.ts`));
      const apiVersion = folder.replace(/^kubernetes-models\/|^@kubernetes-models\/gateway-api\//, '');
      if (shape.kind !== 'object') throw new Error(`${relative(modules, folder)} declares no ${kind}`);
      return { apiVersion, kind, definition: shape.name };
    }),
  );
  return {
    kinds: [...kinds, ...policies.kinds],
    definitions: { ...definitions, ...policies.definitions },
  };
}

/** The name of a property, `null` for one that is computed. @param {Extract<Member, { type: 'TSPropertySignature' }>['key']} key */
function keyOf(key) {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : null;
}

/** @param {readonly Shape[]} shapes @returns {Shape} */
function unionOf(shapes) {
  const words = shapes.flatMap((one) => (one.kind === 'choice' ? one.values : []));
  if (words.length > 0 && shapes.every((one) => one.kind === 'choice')) return { kind: 'choice', values: words };
  const kinds = new Set(shapes.map((one) => one.kind));
  if (kinds.size === 1 && kinds.has('number')) return { kind: 'number' };
  if (kinds.size === 2 && kinds.has('text') && kinds.has('number')) return { kind: 'numberOrText' };
  return { kind: 'any' };
}

/** @param {string} name @param {string} from */
function pathOf(name, from) {
  const path = name.startsWith('.') ? join(dirname(from), name) : join(modules, name);
  return `${path.replace(/\.js$/, '')}.d.ts`;
}

/** @param {string} comment */
function firstSentence(comment) {
  const [first = ''] = comment
    .replaceAll(/^\s*\* ?/gm, '')
    .trim()
    .split(/\n\s*\n/);
  const text = first.replaceAll(/\s+/g, ' ').replaceAll('\\*', '*').trim();
  const sentence = /^.*?(?<!e\.g|i\.e|etc)[.:](?=\s+[A-Z]|$)/.exec(text)?.[0] ?? text;
  return sentence.length <= MAX_ABOUT ? sentence : `${sentence.slice(0, MAX_ABOUT - 1).replace(/\s+\S*$/, '')} …`;
}
