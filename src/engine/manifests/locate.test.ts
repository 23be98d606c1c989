import { describe, expect, it } from 'vitest';
import type { FieldPath } from '#source';
import { loadManifests } from './load-manifests.ts';
import { locate, objectAt, standingOf } from './locate.ts';
import { refText } from './object.ts';

const TEXT = `# a shop
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  ports:
  - port: 80
    targetPort: http
# done
---
# two more
{"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"},
   "data": {"k": "v"}},
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}}]}
`;
const manifests = loadManifests(TEXT);

describe('the place of a field', () => {
  it.each<{ name: string; object: string; field: FieldPath; want: string | null }>([
    { name: 'a whole document without its comments', object: 'Service/shop/web', field: [], want: '2:1-8:21' },
    {
      name: 'a field of a document',
      object: 'Service/shop/web',
      field: ['spec', 'ports', 0, 'port'],
      want: '7:5-7:13',
    },
    {
      name: 'the nearest parent of a field that is not written',
      object: 'Service/shop/web',
      field: ['spec', 'ports', 0, 'nodePort'],
      want: '7:5-8:21',
    },
    {
      name: 'the object itself if nothing of the path is written',
      object: 'ConfigMap/default/b',
      field: ['data', 'k'],
      want: '15:3-15:71',
    },
    { name: 'an item of a List', object: 'ConfigMap/default/a', field: [], want: '13:3-14:23' },
    { name: 'a field of an item', object: 'ConfigMap/default/a', field: ['data', 'k'], want: '14:13-14:21' },
    { name: 'an object that is not in the text', object: 'Service/shop/other', field: [], want: null },
  ])('$name', ({ object, field, want }) => {
    const range = locate(manifests, object, field);
    expect(
      range === null ? null : `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`,
    ).toBe(want);
  });

  it('takes a reference too', () => {
    const ref = { kind: 'Service', namespace: 'shop', name: 'web' };
    expect(locate(manifests, ref, ['kind'])).toEqual(locate(manifests, 'Service/shop/web', ['kind']));
  });

  it('of a stale object is its document', () => {
    const broken = loadManifests(TEXT.replace('port: 80', 'port: [80'), manifests);
    expect(locate(broken, 'Service/shop/web', ['spec', 'ports'])?.start.line).toBe(1);
  });
});

describe('how much of a path is written', () => {
  it.each<{ name: string; object: string; field: FieldPath; want: number | null }>([
    { name: 'the whole object', object: 'Service/shop/web', field: [], want: 0 },
    { name: 'a field', object: 'Service/shop/web', field: ['spec', 'ports', 0, 'port'], want: 4 },
    { name: 'its parent', object: 'Service/shop/web', field: ['spec', 'ports', 0, 'nodePort'], want: 3 },
    { name: 'a field of an item of a List', object: 'ConfigMap/default/a', field: ['data', 'k'], want: 2 },
    { name: 'nothing of it in another item', object: 'ConfigMap/default/b', field: ['data', 'k'], want: 0 },
    { name: 'no object, no path', object: 'Service/shop/other', field: ['spec'], want: null },
  ])('$name', ({ object, field, want }) => {
    expect(standingOf(manifests, object, field)?.depth ?? null).toBe(want);
  });

  it('is not known in a document that does not parse', () => {
    const broken = loadManifests(TEXT.replace('port: 80', 'port: [80'), manifests);
    expect(standingOf(broken, 'Service/shop/web', ['spec'])).toMatchObject({ parses: false, depth: 0 });
  });
});

describe('what stands at a line', () => {
  it.each([
    { line: 3, want: 'Service/shop/web kind' },
    { line: 7, want: 'Service/shop/web spec.ports.0.port' },
    { line: 10, want: null },
    { line: 12, want: null },
    { line: 13, want: 'ConfigMap/default/a apiVersion' },
    { line: 14, want: 'ConfigMap/default/a data.k' },
    { line: 15, want: 'ConfigMap/default/b apiVersion' },
    { line: 99, want: null },
  ])('line $line: $want', ({ line, want }) => {
    const found = objectAt(manifests, line);
    expect(found === null ? null : `${refText(found.ref)} ${found.field.join('.')}`).toBe(want);
  });
});
