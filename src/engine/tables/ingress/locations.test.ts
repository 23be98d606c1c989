import { loadManifests } from '#manifests';
import { describe, expect, it } from 'vitest';
import { readAnnotations } from './annotations/index.ts';
import type { RawLocation } from './locations.ts';
import { duplicateOf, writeLocations } from './locations.ts';
import { readSettings } from './settings.ts';

const SETTINGS = readSettings(
  {
    controller: 'k8s.io/ingress-nginx',
    kind: 'ingress-nginx',
    flags: {},
    config: {},
    configRef: null,
    pods: [],
    service: null,
    workload: null,
    origin: { kind: 'written' },
  },
  new Map(),
);

/** `Prefix /p` or `Exact /p`, with annotations behind a bar: `Prefix /p | use-regex: "true"`. */
function raw(line: string): RawLocation {
  const [rule = '', annotation] = line.split(' | ');
  const [type, path = ''] = rule.split(' ');
  const text = `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: i
  annotations: {${annotation === undefined ? '' : `nginx.ingress.kubernetes.io/${annotation}`}}
spec: {}`;
  const ingress = loadManifests(text).objects.find((object) => object.kind === 'Ingress');
  if (ingress === undefined) throw new Error(text);
  return {
    path,
    pathType: type === 'Exact' ? 'Exact' : 'Prefix',
    body: {
      ingress,
      field: [],
      implied: false,
      upstream: '',
      annotations: readAnnotations(ingress, SETTINGS).annotations,
      errorUpstream: '',
      standIn: false,
      backend: { service: null, port: '' },
    },
  };
}

describe('locations in nginx’s order', () => {
  it.each([
    {
      name: 'a Prefix becomes itself with a slash and an exact one',
      given: ['Prefix /', 'Prefix /p'],
      want: ['/p/', '= /p', '/'],
    },
    { name: 'an Exact of the same path keeps its place', given: ['Prefix /p', 'Exact /p'], want: ['/p/', '= /p'] },
    { name: 'a Prefix with a slash also has an exact one', given: ['Prefix /p/'], want: ['/p/', '= /p/'] },
    {
      name: 'the longest text comes first, ties by text descending',
      given: ['Prefix /a', 'Prefix /bb', 'Prefix /ccc', 'Prefix /b'],
      want: ['/ccc/', '= /ccc', '/bb/', '= /bb', '/b/', '= /b', '/a/', '= /a'],
    },
    {
      name: 'one expression makes expressions of all',
      given: ['Prefix /', 'Exact /p', 'Prefix /q', 'Prefix /r.* | use-regex: "true"'],
      want: ['~* "^/r.*"', '~* "^/q/"', '~* "^/q"', '~* "^/p"', '~* "^/"'],
    },
    {
      name: 'a rewrite to another path does so too',
      given: ['Prefix /', 'Prefix /p | rewrite-target: /q'],
      want: ['~* "^/p"', '~* "^/"'],
    },
    {
      name: 'a rewrite of the root to itself does not',
      given: ['Prefix / | rewrite-target: /', 'Prefix /p'],
      want: ['/p/', '= /p', '/'],
    },
    {
      name: 'a rewrite of a Prefix to itself rewrites below it',
      given: ['Prefix /', 'Prefix /p | rewrite-target: /p'],
      want: ['~* "^/p/"', '~* "^/p"', '~* "^/"'],
    },
    { name: 'an Exact rewritten to itself is left alone', given: ['Exact /p | rewrite-target: /p'], want: ['= /p'] },
  ])('$name', ({ given, want }) => {
    expect(writeLocations(given.map(raw)).locations.map(({ id }) => id)).toEqual(want);
  });

  it('are refused where two have one text', () => {
    expect(duplicateOf(writeLocations(['Prefix /p', 'Prefix /p/'].map(raw)).locations)?.id).toBe('/p/');
  });

  it('are not refused where two expressions have one text', () => {
    const given = ['Prefix /p', 'Prefix /p/', 'Prefix /r | use-regex: "true"'].map(raw);
    expect(duplicateOf(writeLocations(given).locations)).toBeNull();
  });

  it('redirect to the slash only where they are proxied and end in one', () => {
    const { locations } = writeLocations(['Prefix /', 'Prefix /p', 'Exact /q/'].map(raw));
    expect(locations.filter(({ autoRedirect }) => autoRedirect).map(({ id }) => id)).toEqual(['= /q/', '/p/']);
  });
});
