import { loadManifests } from '#manifests';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../settings.ts';
import type { AnnotationReading } from './index.ts';
import { ANNOTATION_RULES, readAnnotations } from './index.ts';

function read(
  annotations: Readonly<Record<string, string>>,
  flags: Readonly<Record<string, string>> = {},
): AnnotationReading {
  const lines = Object.entries(annotations).map(
    ([name, value]) => `nginx.ingress.kubernetes.io/${name}: ${JSON.stringify(value)}`,
  );
  const text = `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i, namespace: n, annotations: {${lines.join(', ')}}}, spec: {}}`;
  const ingress = loadManifests(text).objects.find((object) => object.kind === 'Ingress');
  if (ingress === undefined) throw new Error(text);
  const settings = readSettings(
    {
      controller: 'k8s.io/ingress-nginx',
      kind: 'ingress-nginx',
      flags,
      config: {},
      configRef: null,
      pods: [],
      service: null,
      workload: null,
      origin: { kind: 'written' },
    },
    new Map(),
  );
  return readAnnotations(ingress, settings);
}

describe('annotations with a value of the wrong form', () => {
  it.each([
    ['permanent-redirect', 'https://a.test/{x}', 'leftOut'],
    ['upstream-vhost', 'a b', 'leftOut'],
    ['limit-rps', 'many', 'leftOut'],
    ['custom-http-errors', '200', 'leftOut'],
    ['whitelist-source-range', '10.0.0.0/33', 'closed'],
    ['denylist-source-range', 'nobody', 'closed'],
    ['rewrite-target', '/a b', 'default'],
    ['canary-weight', 'ten', 'default'],
    ['proxy-body-size', '8q', 'default'],
    ['backend-protocol', 'SPDY', 'default'],
    ['cors-allow-methods', `${'GET'.repeat(3_000)}!`, 'default'],
    ['cors-allow-headers', `${'x'.repeat(3_000)}!`, 'default'],
    ['cors-allow-origin', `${'a.'.repeat(3_000)}!`, 'default'],
  ])('%s: %.40s is %s', (name, value, consequence) => {
    const { annotations, leftOut, problems } = read({ [name]: value });
    expect(leftOut !== null ? 'leftOut' : annotations.closedBy !== null ? 'closed' : 'default').toBe(consequence);
    expect(
      problems.some(
        ({ code, field }) => code === 'InvalidAnnotation' && field?.at(-1) === `nginx.ingress.kubernetes.io/${name}`,
      ),
    ).toBe(true);
  });

  it('are not looked at with the check turned off', () => {
    expect(read({ 'upstream-vhost': 'a b' }, { 'enable-annotation-validation': 'false' }).leftOut).toBeNull();
  });

  it('count as missing where they are empty', () => {
    const { annotations, problems } = read({ 'allowlist-source-range': '', 'permanent-redirect': '' });
    expect([annotations.access.allow, annotations.rewriting.fixed, problems]).toEqual([[], null, []]);
  });
});

describe('annotations', () => {
  it('are read under their older names', () => {
    expect(read({ 'whitelist-source-range': '192.0.2.1, 198.51.100.0/24' }).annotations.access.allow).toEqual([
      '192.0.2.1/32',
      '198.51.100.0/24',
    ]);
  });

  it.each([
    [
      { 'permanent-redirect': 'https://a.test', 'permanent-redirect-code': '307' },
      { status: 307, url: 'https://a.test' },
    ],
    [
      { 'permanent-redirect': 'https://a.test', 'permanent-redirect-code': '200' },
      { status: 301, url: 'https://a.test' },
    ],
    [
      { 'permanent-redirect': 'https://a.test', 'temporal-redirect': 'https://b.test' },
      { status: 302, url: 'https://b.test' },
    ],
    [
      { 'temporal-redirect': 'https://b.test', 'temporal-redirect-code': '308' },
      { status: 302, url: 'https://b.test' },
    ],
  ])('%o redirects with %o', (given, want) => {
    expect(read(given).annotations.rewriting.fixed).toEqual(want);
  });

  it('that are not modelled are reported where they stand', () => {
    const [found] = read({ 'enable-modsecurity': 'true' }).problems;
    expect(found).toMatchObject({ code: 'NotModelledAnnotation', object: 'Ingress/n/i' });
  });

  it('with text for nginx.conf are dropped', () => {
    expect(read({ 'configuration-snippet': 'return 418;' }).problems[0]?.code).toBe('SnippetDropped');
  });

  it('that nobody knows are reported with the nearest name', () => {
    const [found] = read({ 'rewrite-taget': '/' }).problems;
    expect(found?.code).toBe('UnknownAnnotation');
    expect(found?.nearest).toContain('rewrite-target');
  });

  it('that change nothing a trace shows are silent', () => {
    expect(read({ 'proxy-buffer-size': '8k', 'session-cookie-change-on-failure': 'true' }).problems).toEqual([]);
  });

  it('have names in lower case with dashes', () => {
    expect(Object.keys(ANNOTATION_RULES).filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
  });
});
