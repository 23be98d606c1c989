import type { ObjectRef } from '#manifests';

/** A piece of a sentence: plain text, text in mono (addresses, code), or a link to an object. */
export type Fragment = string | { readonly code: string } | { readonly text: string; readonly object: ObjectRef };

/**
 * What a hop says to a person. `chip`: at most 28 characters for the strip. `title`: one short sentence without a full
 * stop. `detail`: one to three sentences with the reason. `commands`: what shows the same on a real cluster.
 */
export interface Story {
  readonly chip: string;
  readonly title: readonly Fragment[];
  readonly detail: readonly Fragment[];
  readonly commands: readonly string[];
}

export function plainText(fragments: readonly Fragment[]): string {
  return fragments.map((part) => (typeof part === 'string' ? part : 'code' in part ? part.code : part.text)).join('');
}
