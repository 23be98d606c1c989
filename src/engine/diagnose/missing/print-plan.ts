import type { Labels } from '#manifests';
import { labelText } from './label-sets.ts';
import type { SampleNamespace, SamplePlan, SampleService, SampleWorkload } from './sample-plan.ts';

/** The documents of a plan as YAML to append, and a sentence for each. */
export function printPlan({ namespaces, services, workloads }: SamplePlan): {
  readonly text: string;
  readonly explained: readonly string[];
} {
  const documents = [...namespaces.map(printNamespace), ...services.map(printService), ...workloads.map(printWorkload)];
  const [first = [], ...rest] = documents;
  const text = [['# Sample workloads: they stand for what was pasted without its pods.', ...first], ...rest]
    .map((lines) => `---\n${lines.join('\n')}\n`)
    .join('');
  const explained = [
    ...namespaces.map(({ name, labels }) => `Namespace ${name} with ${labelText(labels)}, for a NetworkPolicy.`),
    ...services.map(({ namespace, name }) => `Service ${namespace}/${name}, to which an Ingress sends.`),
    ...workloads.map(explain),
  ];
  return { text, explained };
}

const REPLICAS = 2;

function explain({ kind, namespace, name, labels, ports, purpose }: SampleWorkload): string {
  const open = ports.length === 0 ? '' : `, listening on ${[...new Set(ports.map(({ port }) => port))].join(', ')}`;
  const pods = ports.length === 0 ? 'one pod' : `${REPLICAS} pods`;
  return `${kind} ${namespace}/${name}: ${pods} with ${labelText(labels)}${open}, ${purpose}.`;
}

function printNamespace({ name, labels }: SampleNamespace): readonly string[] {
  return [
    'apiVersion: v1',
    'kind: Namespace',
    'metadata:',
    `  name: ${scalar(name)}`,
    ...printLabels('labels', labels, 2),
  ];
}

function printService({ namespace, name, labels, ports }: SampleService): readonly string[] {
  return [
    'apiVersion: v1',
    'kind: Service',
    ...printMetadata(namespace, name),
    'spec:',
    ...printLabels('selector', labels, 2),
    '  ports:',
    ...ports.flatMap((port, index) => {
      const label = port.name === '' ? (ports.length > 1 ? `port-${index + 1}` : null) : port.name;
      return [
        `  - port: ${port.port}`,
        ...(label === null ? [] : [`    name: ${scalar(label)}`]),
        '    targetPort: 8080',
      ];
    }),
  ];
}

function printWorkload({ kind, namespace, name, labels, ports }: SampleWorkload): readonly string[] {
  return [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    ...printMetadata(namespace, name),
    'spec:',
    ...(kind === 'StatefulSet' ? [`  serviceName: ${scalar(name)}`] : []),
    `  replicas: ${ports.length === 0 ? 1 : REPLICAS}`,
    '  selector:',
    ...printLabels('matchLabels', labels, 4),
    '  template:',
    '    metadata:',
    ...printLabels('labels', labels, 6),
    '    spec:',
    '      containers:',
    '      - name: sample',
    '        image: example.com/sample',
    ...(ports.length === 0 ? [] : ['        ports:']),
    ...ports.flatMap((port) => [
      `        - containerPort: ${port.port}`,
      ...(port.name === '' ? [] : [`          name: ${scalar(port.name)}`]),
      ...(port.protocol === 'TCP' ? [] : [`          protocol: ${port.protocol}`]),
    ]),
  ];
}

function printMetadata(namespace: string, name: string): readonly string[] {
  return ['metadata:', `  name: ${scalar(name)}`, `  namespace: ${scalar(namespace)}`];
}

function printLabels(key: string, labels: Labels, indent: number): readonly string[] {
  const blanks = ' '.repeat(indent);
  return [
    `${blanks}${key}:`,
    ...Object.entries(labels).map(([name, value]) => `${blanks}  ${scalar(name)}: ${scalar(value)}`),
  ];
}

/** Quoted where YAML could take it for something else. */
function scalar(text: string): string {
  const isWord = /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return /^[A-Za-z][A-Za-z0-9./_-]*$/.test(text) && !isWord ? text : JSON.stringify(text);
}
