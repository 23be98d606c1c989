import type { ObjectRef } from '#manifests';

/** Objects as a sentence names them: `Service till in namespace shop`; those of one namespace name it once, at the end. */
export function objectNames(refs: readonly ObjectRef[]): string {
  const [first] = refs;
  if (first === undefined) return '';
  const isOne = refs.every(({ namespace }) => namespace === first.namespace);
  if (!isOne) return listed(refs.map((ref) => `${nameOf(ref)}${namespaceOf(ref)}`));
  return `${listed(refs.map(nameOf))}${namespaceOf(first)}`;
}

function nameOf({ kind, name }: ObjectRef): string {
  return `${kind} ${name}`;
}

function namespaceOf({ namespace }: ObjectRef): string {
  return namespace === null ? '' : ` in namespace ${namespace}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
