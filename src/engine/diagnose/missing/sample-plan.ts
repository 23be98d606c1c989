import type { Labels } from '#manifests';

/** A port on which a sample container listens. */
export interface SamplePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** A workload that is to be added, with the sentence's end that says for what. */
export interface SampleWorkload {
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ports: readonly SamplePort[];
  readonly purpose: string;
}

/** A Service that is to be added: one to which an Ingress sends and that is not there. */
export interface SampleService {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
}

export interface SampleNamespace {
  readonly name: string;
  readonly labels: Labels;
}

/** Everything that is to be added, in this order. */
export interface SamplePlan {
  readonly namespaces: readonly SampleNamespace[];
  readonly services: readonly SampleService[];
  readonly workloads: readonly SampleWorkload[];
}

/** Ports of both, no number and protocol twice; of two names for one number the first stays beside the second. */
export function mergePorts(one: readonly SamplePort[], other: readonly SamplePort[]): readonly SamplePort[] {
  const keyOf = ({ name, port, protocol }: SamplePort) => `${name} ${port} ${protocol}`;
  const known = new Set(one.map(keyOf));
  return [...one, ...other.filter((port) => !known.has(keyOf(port)))];
}

/** A name for an object, made of a label's value. */
export function nameFrom(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'sample' : name;
}
