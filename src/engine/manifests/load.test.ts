import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadManifests } from './load-manifests.ts';
import { refText } from './object.ts';

/** `line severity Code Kind/NS/NAME field`, short enough for a row. */
function problemsOf(text: string): readonly string[] {
  return loadManifests(text).problems.map(({ place, severity, code, object, field }) =>
    [place?.range.start.line ?? '-', severity, code, object ?? '-', ...(field === null ? [] : [field.join('.')])].join(
      ' ',
    ),
  );
}

const refs = (text: string) => loadManifests(text).objects.map(({ ref }) => refText(ref));
const named = (kind: string, name: string, version = 'v1') =>
  `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: ${name}}\n`;

describe('objects of a text', () => {
  it.each([
    { name: 'none in an empty text', text: '', want: [] },
    {
      name: 'one a document, in order',
      text: `${named('ConfigMap', 'b')}---\n${named('ConfigMap', 'a')}`,
      want: ['ConfigMap/default/b', 'ConfigMap/default/a'],
    },
    { name: 'cluster-scoped kinds have no namespace', text: named('Node', 'n'), want: ['Node/n'] },
    {
      name: 'a List is taken apart',
      text: `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Node, metadata: {name: a}}\n- {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Node, metadata: {name: b}}]}\n`,
      want: ['Node/a', 'Node/b'],
    },
    {
      name: 'items of a typed list need no kind',
      text: '{"apiVersion": "v1", "kind": "PodList", "items": [{"metadata": {"name": "a", "namespace": "x"}}]}',
      want: ['Pod/x/a'],
    },
    {
      name: 'a kind of another group carries its group',
      text: named('Service', 'a', 'serving.knative.dev/v1'),
      want: ['Service.serving.knative.dev/default/a'],
    },
    {
      name: 'the Gateway of the Gateway API carries the plain name',
      text: named('Gateway', 'a', 'gateway.networking.k8s.io/v1'),
      want: ['Gateway/default/a'],
    },
    {
      name: 'a configuration file needs no name',
      text: 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\n',
      want: ['KubeProxyConfiguration/'],
    },
    {
      name: 'JSON objects in a row',
      text: '{"apiVersion":"v1","kind":"Node","metadata":{"name":"a"}}\n{"apiVersion":"v1","kind":"Node","metadata":{"name":"b"}}',
      want: ['Node/a', 'Node/b'],
    },
    {
      name: 'server-added fields do no harm',
      text: 'apiVersion: v1\nkind: Node\nmetadata:\n  name: a\n  uid: x\n  managedFields: [{manager: kubectl}]\n  resourceVersion: "1"\nstatus: {}\n',
      want: ['Node/a'],
    },
    { name: 'a name is text even where Go reads a truth value', text: named('Namespace', 'y'), want: ['Namespace/y'] },
  ])('$name', ({ text, want }) => {
    expect(refs(text)).toEqual(want);
  });
});

describe('problems of a text', () => {
  it.each([
    { name: 'none of a sound object', text: named('ConfigMap', 'a'), want: [] },
    {
      name: 'a tab, at its line',
      text: 'a: 1\n---\nb:\n\tc: 1\n',
      want: ['1 error MissingKind -', '4 error TabIndentation -'],
    },
    {
      name: 'a key twice, at the second',
      text: `${named('ConfigMap', 'a')}data:\n  k: "1"\n  k: "2"\n`,
      want: ['6 error DuplicateKey ConfigMap/default/a data.k'],
    },
    { name: 'a text that is no object', text: 'nonsense\n', want: ['1 error NotAnObject -'] },
    { name: 'no kind', text: 'apiVersion: v1\nmetadata: {name: a}\n', want: ['1 error MissingKind -'] },
    {
      name: 'no apiVersion, at the kind',
      text: '# c\nkind: Pod\nmetadata: {name: a}\n',
      want: ['2 error MissingApiVersion - kind'],
    },
    {
      name: 'no name, at the metadata',
      text: 'apiVersion: v1\nkind: Pod\nmetadata: {labels: {}}\n',
      want: ['3 error MissingName - metadata'],
    },
    {
      name: 'only a generateName',
      text: 'apiVersion: v1\nkind: Pod\nmetadata:\n  generateName: a-\n',
      want: ['4 error MissingName - metadata.generateName'],
    },
    {
      name: 'a number for a name',
      text: 'apiVersion: v1\nkind: Node\nmetadata: {name: 17}\n',
      want: ['3 error WrongType - metadata.name'],
    },
    {
      name: 'a slip in a kind of Kubernetes',
      text: named('Deplyoment', 'a', 'apps/v1'),
      want: ['2 error UnknownKind Deplyoment/a kind'],
    },
    {
      name: 'an unknown kind of an unknown group',
      text: named('Widget', 'a', 'example.com/v1'),
      want: ['2 info UnknownKind Widget/a kind'],
    },
    {
      name: 'a kind in the wrong group',
      text: named('Deployment', 'a'),
      want: ['1 error WrongApiVersion Deployment/a apiVersion'],
    },
    {
      name: 'a version that is served no more',
      text: named('Ingress', 'a', 'networking.k8s.io/v1beta1'),
      want: ['1 error WrongApiVersion Ingress/a apiVersion'],
    },
    { name: 'a kind without bearing on packets: silence', text: named('ServiceAccount', 'a'), want: [] },
    {
      name: 'a kind that is not modelled yet',
      text: named('VirtualService', 'a', 'networking.istio.io/v1'),
      want: ['2 info NotModelledYet VirtualService/default/a kind'],
    },
    {
      name: 'an unknown field of the object',
      text: `${named('Service', 'a')}selector: {app: x}\nspec: {clusterIP: None}\n`,
      want: ['4 warning UnknownField Service/default/a selector'],
    },
    {
      name: 'an unknown field of the spec',
      text: `${named('Service', 'a')}spec: {clusterIP: None, selecter: {app: x}}\n`,
      want: ['4 warning UnknownField Service/default/a spec.selecter'],
    },
    {
      name: 'a quoted number where a number is due',
      text: `${named('Service', 'a')}spec:\n  ports:\n  - port: "80"\n`,
      want: ['6 error WrongType Service/default/a spec.ports.0.port'],
    },
    {
      name: 'a word that is not one of the possible ones',
      text: `${named('Service', 'a')}spec: {clusterIP: None, type: Loadbalancer}\n`,
      want: ['4 error UnknownValue Service/default/a spec.type'],
    },
    {
      name: 'one object twice, at the second',
      text: `${named('ConfigMap', 'a')}---\n${named('ConfigMap', 'a')}`,
      want: ['7 warning DuplicateObject ConfigMap/default/a metadata.name'],
    },
    {
      name: 'a problem inside a List, at its line',
      text: 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: a}\n  spec:\n    type: 3\n    clusterIP: None\n',
      want: ['8 error WrongType Service/default/a spec.type', '8 error UnknownValue Service/default/a spec.type'],
    },
    {
      name: 'a Secret in plain text',
      text: `${named('Secret', 'a')}data: {k: plain!}\n`,
      want: ['4 error NotBase64 Secret/default/a data.k'],
    },
  ])('$name', ({ text, want }) => {
    expect(problemsOf(text)).toEqual(want);
  });

  it('of a slip names the nearest kinds', () => {
    expect(loadManifests(named('Deplyoment', 'a', 'apps/v1')).problems[0]?.nearest).toContain('Deployment');
  });

  it('never take the other documents down', () => {
    expect(refs(`${named('Node', 'a')}---\na: [\n---\n${named('Node', 'b')}`)).toEqual(['Node/a', 'Node/b']);
  });

  it('of a thousand and more are counted', () => {
    const { problems } = loadManifests('---\n- x\n'.repeat(1500));
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)).toMatchObject({ code: 'MoreProblems', sentence: '500 more problems are not shown.' });
  });
});

describe('two objects with one key', () => {
  it('leave the later one', () => {
    const text = `${named('ConfigMap', 'a')}data: {k: one}\n---\n${named('ConfigMap', 'a')}data: {k: two}\n`;
    expect(loadManifests(text).objects).toMatchObject([{ data: { k: 'two' }, order: 1 }]);
  });
});

describe('a document that does not parse any more', () => {
  const good = `${named('Node', 'a')}---\n${named('Node', 'b')}spec: {providerID: x}\n---\n${named('Node', 'c')}`;
  const broken = good.replace('{providerID: x}', '{providerID: [x}');
  const before = loadManifests(good);
  const after = loadManifests(broken, before);

  it('keeps its objects, marked stale', () => {
    expect(after.objects.map(({ ref, stale, order, doc }) => [ref.name, stale, order, doc])).toEqual([
      ['a', false, 0, '0'],
      ['b', true, 1, '1'],
      ['c', false, 2, '2'],
    ]);
  });

  it('keeps them over the next edits', () => {
    const later = loadManifests(`${named('Node', 'new')}---\n${broken}`, after);
    expect(later.objects.map(({ ref, stale }) => [ref.name, stale])).toEqual([
      ['new', false],
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
  });

  it('has none without a text before', () => {
    expect(loadManifests(broken).objects.map(({ ref }) => ref.name)).toEqual(['a', 'c']);
  });

  it('keeps both where a slip made one document of two', () => {
    const joined = loadManifests(good.replace('---\napiVersion: v1\nkind: Node\nmetadata: {name: b}', '  - x'), before);
    expect(joined.objects.map(({ ref, stale }) => [ref.name, stale])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ]);
  });

  it('gives way to an object of that key that is written elsewhere', () => {
    const moved = loadManifests(`${broken}---\n${named('Node', 'b')}`, before);
    expect(moved.objects.map(({ ref, stale }) => [ref.name, stale])).toEqual([
      ['a', false],
      ['c', false],
      ['b', false],
    ]);
  });
});

describe('reading again', () => {
  it('gives the same objects where nothing before them was added', () => {
    const text = `${named('Node', 'a')}---\n${named('Node', 'b')}`;
    const first = loadManifests(text);
    const second = loadManifests(`${text}---\n${named('Node', 'c')}`, first);
    expect(second.objects[0]).toBe(first.objects[0]);
    expect(second.objects[1]).toBe(first.objects[1]);
  });
});

const object = fc
  .record({
    kind: fc.constantFrom('ConfigMap', 'Service', 'Pod', 'Node'),
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    extra: fc.constantFrom('', 'spec: {}\n', 'data: {k: v}\n', 'bad: [\n'),
  })
  .map(({ kind, name, extra }) => `${named(kind, name)}${extra}`);
const texts = fc.array(object, { minLength: 1, maxLength: 6 }).map((objects) => objects.join('---\n'));

describe('laws', () => {
  it('a comment line moves no object: same keys, order and document numbers', () => {
    fc.assert(
      fc.property(texts, fc.nat(40), (text, where) => {
        const lines = text.split('\n');
        const at = where % (lines.length + 1);
        const commented = [...lines.slice(0, at), '# a comment', ...lines.slice(at)].join('\n');
        const standing = (of: string) =>
          loadManifests(of).objects.map(({ ref, order, doc }) => [refText(ref), order, doc]);
        expect(standing(commented)).toEqual(standing(text));
      }),
    );
  });

  it('problems lie inside the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const lines = text.split('\n');
        for (const { place } of loadManifests(text).problems) {
          const end = place?.range.end ?? { line: 1, column: 1 };
          expect(end.line).toBeLessThanOrEqual(lines.length);
          expect(end.column).toBeLessThanOrEqual((lines[end.line - 1]?.length ?? 0) + 1);
        }
      }),
    );
  });

  it('with a memory of other texts the result is the same', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const first = loadManifests(one);
        loadManifests(other, first);
        loadManifests(`${other}---\n${one}`);
        expect(loadManifests(one)).toEqual(first);
      }),
    );
  });
});
