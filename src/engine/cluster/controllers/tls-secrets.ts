import type { Controller, Draft } from '../draft.ts';
import type { Assumption } from '../origin.ts';
import { isAssumedSecret } from '../tls-secret.ts';

/** No controller of Kubernetes: says which TLS Secrets that Ingresses name are taken to exist though they are not here. */
export const tlsSecrets: Controller = {
  name: 'tls-secrets',
  run: (draft) => ({ ...draft, assumptions: [...draft.assumptions, ...assumedSecrets(draft)] }),
};

function assumedSecrets({ written, settings }: Draft): readonly Assumption[] {
  const secrets = new Map(written.secrets.map((secret) => [`${secret.ref.namespace}/${secret.ref.name}`, secret]));
  const named = written.ingresses.flatMap(({ ref, tls }) =>
    tls.flatMap(({ secretName }) => (secretName === undefined ? [] : [`${ref.namespace ?? 'default'}/${secretName}`])),
  );
  return [...new Set(named)]
    .filter((key) => (secrets.get(key)?.data['tls.crt'] ?? '') === '')
    .flatMap((key) => {
      const [namespace = '', name = ''] = key.split('/');
      if (!isAssumedSecret({ secrets, settings }, namespace, name)) return [];
      return [
        {
          key: `secret:${key}`,
          object: { kind: 'Secret', namespace, name },
          sentence: `Secret ${key} is not here; it is taken to exist and to fit.`,
          change: 'Paste the Secret, or set cluster.secrets to asWritten.',
          setting: null,
        },
      ];
    });
}
