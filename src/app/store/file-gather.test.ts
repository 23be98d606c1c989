import { describe, expect, it } from 'vitest';
import { besideScenario, type FileText, gatherFiles } from './file-gather.ts';

const file = (path: string, text: string): FileText => ({ path, content: { kind: 'text', text } });
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
const SERVICE = '---\nkind: Service\n';
const SCENARIO = 'hopscope: 1\ntitle: t\n';

interface Row {
  readonly name: string;
  readonly files: readonly FileText[];
  readonly text?: string;
  readonly label?: string;
  readonly sentence?: string | null;
}

const ROWS: readonly Row[] = [
  {
    name: 'one file is taken as it is',
    files: [file('k8s/pod.yaml', POD)],
    text: POD,
    label: 'file pod.yaml',
    sentence: null,
  },
  {
    name: 'a text file of any name is taken when it is alone',
    files: [file('dump.log', POD)],
    text: POD,
    label: 'file dump.log',
    sentence: null,
  },
  {
    name: 'several are documents, each under its name, in the order of their paths',
    files: [file('b.yaml', SERVICE), file('a.yaml', POD), file('c.json', '{"kind":"Pod"}')],
    text: `# a.yaml\n${POD}# b.yaml\n${SERVICE}---\n# c.json\n{"kind":"Pod"}\n`,
    label: '3 files',
    sentence: '3 files were joined, each under a comment with its name.',
  },
  {
    name: 'a scenario is opened',
    files: [file('x.scenario.yaml', SCENARIO)],
    text: SCENARIO,
    label: 'file x.scenario.yaml',
    sentence: null,
  },
  {
    name: 'what holds no manifests is left out by name',
    files: [
      file('a.yaml', POD),
      file('values.yaml', 'x: 1\n'),
      file('README.md', '# a'),
      { path: 'a.png', content: { kind: 'unread', why: 'no text' } },
    ],
    text: POD,
    label: 'file a.yaml',
    sentence: 'Left out: README.md is neither YAML nor JSON; a.png is no text; values.yaml holds no manifest.',
  },
  {
    name: 'a kustomization is not built',
    files: [file('base/kustomization.yaml', 'resources: [a.yaml]\nkind: Kustomization\n'), file('base/a.yaml', POD)],
    text: POD,
    label: 'file a.yaml',
    sentence: 'base/kustomization.yaml is not built here; for its result paste what kubectl kustomize prints.',
  },
  {
    name: 'a chart is not rendered, and nothing is opened',
    files: [
      file('c/Chart.yaml', 'apiVersion: v2\n'),
      file('c/templates/a.yaml', 'kind: Pod\nname: {{ .Values.name }}\n'),
    ],
    sentence:
      'No manifests were found in these files; nothing was opened. c/Chart.yaml is a Helm chart and not rendered here; paste what helm template prints.',
  },
  {
    name: 'a chart alone opens nothing',
    files: [file('Chart.yaml', 'apiVersion: v2\n')],
    sentence: 'Chart.yaml is a Helm chart and not rendered here; paste what helm template prints. Nothing was opened.',
  },
  {
    name: 'a template alone is opened and said to be one',
    files: [file('a.yaml', 'kind: {{ .x }}\n')],
    text: 'kind: {{ .x }}\n',
    label: 'file a.yaml',
    sentence: 'a.yaml holds template expressions, which are not rendered here; paste what helm template prints.',
  },
  {
    name: 'what is no text opens nothing',
    files: [{ path: 'a.png', content: { kind: 'unread', why: 'no text' } }],
    sentence: 'a.png is no text; nothing was opened.',
  },
  {
    name: 'what is too big opens nothing',
    files: [{ path: 'dump.yaml', content: { kind: 'unread', why: 'too big' } }],
    sentence: 'dump.yaml is larger than 10 MB; nothing was opened.',
  },
  {
    name: 'an empty file opens nothing',
    files: [file('a.yaml', '\n')],
    sentence: 'a.yaml is empty; nothing was opened.',
  },
  { name: 'no file opens nothing', files: [], sentence: 'There was no file in it. Nothing was opened.' },
];

describe('files', () => {
  it.each(ROWS)('$name', ({ files, text, label, sentence }) => {
    const want = text === undefined ? { kind: 'nothing', sentence } : { kind: 'text', text, label, sentence };
    expect(gatherFiles(files)).toEqual(want);
  });

  it('with a scenario among them are that scenario, and the others beside it', () => {
    expect(gatherFiles([file('k/a.yaml', POD), file('k/x.scenario.yaml', SCENARIO)])).toEqual({
      kind: 'scenario',
      scenario: { path: 'k/x.scenario.yaml', text: SCENARIO },
      label: 'file x.scenario.yaml',
      others: [{ path: 'k/a.yaml', text: POD }],
    });
  });

  it.each([
    {
      read: [],
      missing: [],
      sentence: 'x is a scenario, which holds its own manifests, and was opened. The other file was left out.',
    },
    {
      read: ['a.yaml'],
      missing: [],
      sentence: 'x is a scenario. It was opened with the manifests that it names: a.yaml.',
    },
    {
      read: [],
      missing: ['b.yaml'],
      sentence:
        'x is a scenario and was opened. It also names b.yaml, which did not come with it. The other file was left out.',
    },
  ])('that a scenario names are said: $sentence', ({ sentence, ...files }) => {
    expect(besideScenario('x', 2, files)).toBe(sentence);
  });
});
