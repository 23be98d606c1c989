import { describe, expect, it } from 'vitest';
import { loadManifests } from './load-manifests.ts';

const TYPES: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  APIService: 'apiregistration.k8s.io/v1',
  IPAddress: 'networking.k8s.io/v1',
  ConfigMap: 'v1',
  Service: 'v1',
  Namespace: 'v1',
  Pod: 'v1',
  Widget: 'example.com/v1',
};
const text = (kind: string, name: string, more = '') =>
  `apiVersion: ${TYPES[kind] ?? 'v1'}\nkind: ${kind}\nmetadata: {name: ${JSON.stringify(name)}${more}}\n`;

describe('names that the API server refuses', () => {
  it.each([
    { kind: 'Pod', name: '<img src=x>', why: 'a tag' },
    { kind: 'Deployment', name: 'Web', why: 'a capital' },
    { kind: 'Deployment', name: 'web_1', why: 'an underscore' },
    { kind: 'ConfigMap', name: 'a..b', why: 'two dots' },
    { kind: 'ConfigMap', name: '-a', why: 'a dash first' },
    { kind: 'ConfigMap', name: 'a'.repeat(254), why: 'more than 253 characters' },
    { kind: 'Service', name: 'a'.repeat(64), why: 'more than 63 characters' },
    { kind: 'Service', name: '1web', why: 'a digit first' },
    { kind: 'Service', name: 'a.b', why: 'a dot' },
    { kind: 'Namespace', name: 'a.b', why: 'a dot' },
    { kind: 'ClusterRole', name: 'a/b', why: 'a slash' },
  ])('$kind with $why: an error at the name, and the object is kept', ({ kind, name }) => {
    const { objects, problems } = loadManifests(text(kind, name));
    const ofName = problems.filter(({ code }) => code === 'InvalidName');
    expect(ofName.map(({ severity, place }) => [severity, place?.range.start.line])).toEqual([['error', 3]]);
    expect(objects.map(({ ref }) => ref.name)).toEqual([name]);
  });

  it.each([
    { kind: 'Pod', name: 'web-0' },
    { kind: 'ConfigMap', name: 'kube-root-ca.crt' },
    { kind: 'ConfigMap', name: 'a'.repeat(253) },
    { kind: 'Service', name: 'a'.repeat(63) },
    { kind: 'Namespace', name: '1st' },
    { kind: 'ClusterRole', name: 'system:node' },
    { kind: 'APIService', name: 'v1.' },
    { kind: 'IPAddress', name: 'fd00::1' },
    { kind: 'Widget', name: 'What_Ever' },
  ])('$kind $name is silent', ({ kind, name }) => {
    expect(loadManifests(text(kind, name)).problems.map(({ code }) => code)).not.toContain('InvalidName');
  });

  it('a namespace has its rule too', () => {
    const { problems } = loadManifests(text('Pod', 'a', ', namespace: My.Space'));
    expect(problems.map(({ code, field }) => [code, field?.join('.')])).toEqual([
      ['InvalidName', 'metadata.namespace'],
    ]);
  });
});
