/** What is known of Secrets: those of the manifests, and whether missing ones are taken to exist (`secrets: assumed`). */
export interface KnownSecrets {
  readonly secrets: ReadonlyMap<string, { readonly ref: { readonly namespace: string | null; readonly name: string } }>;
  readonly settings: { readonly secrets: 'assumed' | 'asWritten' };
}

/**
 * Whether a TLS Secret that is named but not there, or has no data, is taken to exist and to fit (SCENARIO.md,
 * `cluster.secrets`). One of that name in another namespace is proof that it is not.
 */
export function isAssumedSecret({ secrets, settings }: KnownSecrets, namespace: string, name: string): boolean {
  if (settings.secrets === 'asWritten') return false;
  if (secrets.has(`${namespace}/${name}`)) return true;
  return ![...secrets.values()].some(({ ref }) => ref.name === name && ref.namespace !== namespace);
}
