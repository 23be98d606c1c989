import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, readYaml } from '#source';
import { splitDocuments } from '../documents.ts';
import { loadManifests } from '../load-manifests.ts';
import { locate } from '../locate.ts';
import { refText } from '../object.ts';

const WEB = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
`;
const CONFIG = `kind: ConfigMap
apiVersion: v1
metadata:
  name: script
data:
  run.sh: |
    $ kubectl apply -f - <<EOF
    NAME   READY   STATUS
    This is a sentence of four words.
    EOF
`;
const refs = (text: string) => loadManifests(text).objects.map(({ ref }) => refText(ref));
const said = (text: string) =>
  loadManifests(text).problems.map(
    ({ code, place }) => `${code} ${place?.range.start.line ?? '-'}-${place?.range.end.line ?? '-'}`,
  );

interface Row {
  readonly name: string;
  readonly text: string;
  readonly refs: readonly string[];
  readonly said: readonly string[];
}

const WEB_REF = 'Service/default/web';
const CONFIG_REF = 'ConfigMap/default/script';

describe('what stands around YAML', () => {
  it.each<Row>([
    {
      name: 'a Markdown fence',
      text: `\`\`\`yaml\n${WEB}\`\`\`\n`,
      refs: [WEB_REF],
      said: ['SetAside 1-1', 'SetAside 11-11'],
    },
    {
      name: 'a fenced block of another language beside one of YAML',
      text: `\`\`\`bash\nkind: of a shell\nx=$(date)\n\`\`\`\n\`\`\`yaml\n${WEB}\`\`\`\n`,
      refs: [WEB_REF],
      said: ['SetAside 1-1', 'SetAside 2-3', 'SetAside 4-5', 'SetAside 15-15'],
    },
    {
      name: 'the shell line of a here-document, and its end',
      text: `$ kubectl apply -f - <<MARK\n${WEB}MARK\n`,
      refs: [WEB_REF],
      said: ['SetAside 1-1', 'SetAside 11-11'],
    },
    {
      name: 'cat with a here-document of quoted end and the answer of kubectl',
      text: `cat <<'EOF' | kubectl create -f -\n${WEB}EOF\nservice/web created\n`,
      refs: [WEB_REF],
      said: ['SetAside 1-1', 'SetAside 11-11', 'SetAside 12-12'],
    },
    {
      name: 'a sentence before and a heading behind, each with a colon',
      text: `For a stable address, write this:\n\n${WEB}\nWhat it does: a path by packet\n`,
      refs: [WEB_REF],
      said: ['SetAside 1-1', 'SetAside 13-13'],
    },
    {
      name: 'a command over two lines',
      text: `kubectl run tmp --image=busybox \\\n  --rm -it -- sh\n${WEB}`,
      refs: [WEB_REF],
      said: ['SetAside 1-2'],
    },
    {
      name: 'a prompt with user and host',
      text: `me@box:~/shop$ kubectl get svc web -o yaml\n${WEB}me@box:~/shop$ exit\n`,
      refs: [WEB_REF],
      said: ['SetAside 1-1', 'SetAside 11-11'],
    },
    {
      name: 'prose before and behind',
      text: `Here is the Service that does not answer.\n\n${WEB}\nNothing arrives at port 80, why is that?\n`,
      refs: [WEB_REF],
      said: ['SetAside 1-1', 'SetAside 13-13'],
    },
    {
      name: 'bullets and numbered steps between two objects',
      text: `${WEB}\nThen do this:\n- Every pod has an address\n  1. Is the app serving at all?\n\n${CONFIG}`,
      refs: [WEB_REF, CONFIG_REF],
      said: ['SetAside 11-13'],
    },
    {
      name: 'a table of kubectl get',
      text: `NAME   TYPE        CLUSTER-IP   PORT(S)   AGE\nweb    ClusterIP   10.96.4.1    80/TCP    5m\n\n${WEB}`,
      refs: [WEB_REF],
      said: ['SetAside 1-2'],
    },
    {
      name: 'a table of kubectl get alone',
      text: 'NAME    READY   STATUS    RESTARTS   AGE\nweb-0   1/1     Running   0          5m\n',
      refs: [],
      said: ['SetAside 1-2'],
    },
    {
      name: 'what kubectl describe prints',
      text: `Name:              web\nNamespace:         shop\nLabels:            <none>\nEvents:            <none>\n---\n${WEB}`,
      refs: [WEB_REF],
      said: ['SetAside 1-4'],
    },
    {
      name: 'line numbers',
      text: WEB.trimEnd()
        .split('\n')
        .map((line, index) => `${String(index + 8).padStart(4)}  ${line}`)
        .join('\n'),
      refs: [WEB_REF],
      said: ['SetAside 1-9'],
    },
    {
      name: 'the marks of a quotation, over two documents',
      text: `${WEB}---\n${WEB.replace('name: web', 'name: api')}`.trimEnd().replace(/^/gm, '> '),
      refs: [WEB_REF, 'Service/default/api'],
      said: ['SetAside 1-19'],
    },
    {
      name: 'a missing separator',
      text: WEB + WEB.replace('name: web', 'name: api'),
      refs: [WEB_REF, 'Service/default/api'],
      said: ['MissingSeparator 10-10'],
    },
    {
      name: 'a missing separator before an object that begins with its kind, comments with it',
      text: `${WEB}# the script\n${CONFIG}`,
      refs: [WEB_REF, CONFIG_REF],
      said: ['MissingSeparator 11-11'],
    },
    {
      name: 'two Lists of kubectl get, one behind the other',
      text: ['a', 'b']
        .map(
          (name) =>
            `apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Node\n  metadata: {name: ${name}}\nkind: List\nmetadata:\n  resourceVersion: ""\n`,
        )
        .join(''),
      refs: ['Node/a', 'Node/b'],
      said: ['MissingSeparator 9-9'],
    },
    {
      name: 'the mark of an end with prose behind it',
      text: `${WEB}...\nThat was all of it.\n`,
      refs: [WEB_REF],
      said: ['SetAside 11-11'],
    },
    {
      name: 'manifests that are indented as a whole below prose',
      text: `Apply this one first:\n\n${WEB.replace(/^(?=.)/gm, '    ')}`,
      refs: [WEB_REF],
      said: ['SetAside 1-1'],
    },
    {
      name: 'JSON behind its command',
      text: '$ kubectl get node a -o json\n{\n  "apiVersion": "v1", "kind": "Node",\n  "metadata": {"name": "a"}\n}\n',
      refs: ['Node/a'],
      said: ['SetAside 1-1'],
    },
    {
      name: 'a block scalar with shell lines stays, beside a command that goes',
      text: `kubectl apply -f .\n${CONFIG}`,
      refs: [CONFIG_REF],
      said: ['SetAside 1-1'],
    },
    {
      name: 'Windows line ends',
      text: `$ kubectl get svc web -o yaml\n${WEB}`.replaceAll('\n', '\r\n'),
      refs: [WEB_REF],
      said: ['SetAside 1-1'],
    },
  ])('$name', ({ text, refs: objects, said: problems }) => {
    expect(refs(text)).toEqual(objects);
    expect(said(text)).toEqual(problems);
  });
});

describe('what is left as it is', () => {
  it.each<Row>([
    { name: 'a block scalar with a script', text: CONFIG, refs: [CONFIG_REF], said: [] },
    { name: 'text that is no object, alone', text: 'a text of some words\n', refs: [], said: ['NotAnObject 1-1'] },
    {
      name: 'half a word that somebody is typing',
      text: `${WEB}sta\n`,
      refs: [],
      said: ['BrokenYaml 10-10'],
    },
    {
      name: 'a key without its colon',
      text: WEB.replace('kind: Service', 'kind Service'),
      refs: [],
      said: ['BrokenYaml 3-3'],
    },
    {
      name: 'a kind written twice',
      text: WEB.replace('kind: Service', 'kind: Service\nkind: Service'),
      refs: [WEB_REF],
      said: ['DuplicateKey 3-3'],
    },
    {
      name: 'an object without apiVersion',
      text: 'kind: Pod\nmetadata: {name: a}\n',
      refs: [],
      said: ['MissingApiVersion 1-1'],
    },
  ])('$name', ({ text, refs: objects, said: problems }) => {
    expect(refs(text)).toEqual(objects);
    expect(said(text)).toEqual(problems);
  });
});

describe('a text with parts set aside', () => {
  const text = `$ kubectl apply -f - <<EOF\n${WEB}EOF\nAnd now something else entirely.\n${CONFIG}`;

  it('is not changed', () => {
    expect(loadManifests(text).text).toBe(text);
  });

  it('keeps every place', () => {
    const manifests = loadManifests(text);
    expect(locate(manifests, WEB_REF, ['spec', 'ports', 0, 'port'])?.start).toEqual({ line: 10, column: 5 });
    expect(locate(manifests, CONFIG_REF, ['metadata', 'name'])?.start).toEqual({ line: 16, column: 3 });
  });

  it('says what they are in a sentence', () => {
    expect(loadManifests(text).problems.map(({ sentence }) => sentence)).toEqual([
      'Line 1 is a shell command, not YAML; it is set aside.',
      'Line 11 is a shell command, not YAML; it is set aside.',
      'Line 12 is text around the manifests, not YAML; it is set aside.',
    ]);
  });

  it('keeps the objects of a document that breaks later, marked stale', () => {
    const before = loadManifests(text);
    const after = loadManifests(text.replace('- port: 80', '- port: [80'), before);
    expect(after.objects.map(({ ref, stale }) => [ref.name, stale])).toContainEqual(['web', true]);
  });
});

const line = fc.oneof(
  fc.constantFrom(
    '$ kubectl get svc',
    'EOF',
    'kubectl apply -f - <<EOF',
    'Name:   web',
    'NAME   READY',
    '```yaml',
    '```',
    '- x',
    'apiVersion: v1',
    'kind: Node',
    'metadata: {name: a}',
    'metadata:',
    '  name: b',
    '---',
    '...',
    'spec:',
    'name: c',
    'data:',
    '  s: |',
    '    $ kubectl get',
    '    ```',
    'Some words in a row',
    '# comment',
    '',
    '> quoted',
    '1 kind: x',
  ),
);
const texts = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));

/** As kubectl would take it: every document an object with apiVersion and kind, no key twice. */
function readsWell(text: string): boolean {
  return splitDocuments(text).every(({ start, end }) => {
    const reading = readYaml(text.slice(start, end));
    if (reading.kind === 'broken' || reading.repeatsKeys) return false;
    return reading.values.every(
      (value) => isJsonObject(value) && typeof value.kind === 'string' && typeof value.apiVersion === 'string',
    );
  });
}

describe('laws', () => {
  it('a text whose documents all read as objects is read as it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { read } = loadManifests(text);
        expect(!readsWell(text) || (read.text === text && read.cuts.length === 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('blanks keep the length of the text, and every line end', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { read } = loadManifests(text);
        expect(read.text.length).toBe(text.length);
        expect(read.text.split('\n').map(({ length }) => length)).toEqual(text.split('\n').map(({ length }) => length));
      }),
      { numRuns: 1000 },
    );
  });

  it('an object that reads alone reads the same beside anything set aside', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('$ kubectl get svc', 'Look at this one here.', '```yaml', 'service/web created'),
        (above) => {
          const alone = loadManifests(WEB).objects[0];
          expect(loadManifests(`${above}\n${WEB}`).objects[0]).toEqual(alone);
        },
      ),
    );
  });
});
