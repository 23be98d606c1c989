import type { Cluster, ClusterService } from '#cluster';
import { matchesLabels } from '#cluster';
import type { NetworkPolicyObject } from '#manifests';
import { backendsOf } from './backends.ts';
import { labelSetsOf, type LabelSets, servicesWithoutPods } from './label-sets.ts';
import { isSlip, meantBy } from './near-labels.ts';
import { printPlan } from './print-plan.ts';
import {
  mergePorts,
  nameFrom,
  type SampleNamespace,
  type SamplePort,
  type SampleService,
  type SampleWorkload,
} from './sample-plan.ts';
import { wantedByPolicy } from './sample-policy-pods.ts';

/** Documents to append to the manifests, and what each of them is for. */
export interface SampleWorkloads {
  /** Begins with `---`. */
  readonly text: string;
  readonly explained: readonly string[];
}

/**
 * Small workloads that make what was pasted without its pods work: one for each selector that matches no pod, a Service for
 * each that an Ingress names in vain, pods for policies and their peers, and somebody to send if nobody is there. Selectors
 * that miss their pods by a slip get none: a sample would hide it. `null` if nothing is missing.
 */
export function sampleWorkloads(cluster: Cluster): SampleWorkloads | null {
  const plan = new Plan(cluster);
  const services = missingServices(cluster);
  const needy = servicesWithoutPods(cluster, plan.sets).filter(
    (service) => meantBy(service, cluster, plan.sets) === null,
  );
  for (const service of mostParticularFirst(needy)) plan.addFor(service);
  for (const service of services) plan.addBehind(service);
  const namespaces = plan.addForPolicies();
  if (plan.workloads.length === 0) return null;
  plan.addClient();
  return printPlan({ namespaces, services, workloads: plan.workloads });
}

/** One that selects by more labels first: its pods may serve another that selects by fewer. */
function mostParticularFirst(services: readonly ClusterService[]): readonly ClusterService[] {
  const size = ({ spec }: ClusterService) => Object.keys(spec.selector ?? {}).length;
  return services.toSorted((a, b) => size(b) - size(a));
}

class Plan {
  readonly workloads: SampleWorkload[] = [];
  readonly sets: LabelSets;
  private readonly cluster: Cluster;
  private readonly taken: Set<string>;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
    this.sets = labelSetsOf(cluster);
    this.taken = new Set([...cluster.workloads.values()].map(({ namespace, name }) => `${namespace}/${name}`));
  }

  addFor(service: ClusterService): void {
    const { namespace, name, headless } = service;
    const labels = service.spec.selector ?? {};
    const kind = headless ? 'StatefulSet' : 'Deployment';
    this.add({ kind, namespace, name, labels, ports: portsFor(service), purpose: `for Service ${name}` });
  }

  addBehind({ namespace, name, labels }: SampleService): void {
    const ports = [{ name: '', port: 8080, protocol: 'TCP' }] as const;
    this.add({
      kind: 'Deployment',
      namespace,
      name,
      labels,
      ports,
      purpose: `for Service ${name}, which is added too`,
    });
  }

  addForPolicies(): readonly SampleNamespace[] {
    const made = new Map<string, SampleNamespace>();
    for (const policy of this.cluster.networkPolicies) {
      const { pods, namespaces } = wantedByPolicy(policy, this.cluster);
      for (const { labels, namespace, ports, purpose } of pods) {
        const name = nameFrom(Object.values(labels)[0] ?? '');
        if (!this.isThere(namespace, labels)) this.add({ kind: 'Deployment', namespace, name, labels, ports, purpose });
      }
      for (const one of namespaces)
        made.set(one.name, { name: one.name, labels: { ...made.get(one.name)?.labels, ...one.labels } });
    }
    for (const policy of this.cluster.networkPolicies) this.addForAnyPod(policy);
    return [...made.values()];
  }

  /** A policy that selects every pod of a namespace without any. */
  private addForAnyPod({ ref, podSelector }: NetworkPolicyObject): void {
    const namespace = ref.namespace ?? 'default';
    const isForAll = Object.keys(podSelector.matchLabels).length === 0 && podSelector.matchExpressions.length === 0;
    if (!isForAll || this.isThere(namespace, {})) return;
    const purpose = `to which NetworkPolicy ${ref.name} applies`;
    this.add({ kind: 'Deployment', namespace, name: 'client', labels: { app: 'client' }, ports: [], purpose });
  }

  /** Where the manifests hold no pod at all, somebody must send. */
  addClient(): void {
    const namespace = this.workloads[0]?.namespace ?? 'default';
    const isAlone = !this.cluster.manifests.some((object) => object.kind === 'Pod' || 'template' in object);
    const labels = { app: 'client' };
    if (!isAlone || this.workloads.some((one) => one.ports.length === 0 || matchesLabels(labels, one.labels))) return;
    this.add({ kind: 'Deployment', namespace, name: 'client', labels, ports: [], purpose: 'to send from' });
  }

  private isThere(namespace: string, labels: SampleWorkload['labels']): boolean {
    const sets = [
      ...(this.sets.get(namespace) ?? []),
      ...this.workloads.filter((one) => one.namespace === namespace).map((one) => one.labels),
    ];
    return sets.some((one) => matchesLabels(labels, one));
  }

  private add(sample: SampleWorkload): void {
    const at = this.workloads.findIndex(
      ({ namespace, labels }) => namespace === sample.namespace && matchesLabels(sample.labels, labels),
    );
    const known = this.workloads[at];
    if (known !== undefined) {
      const purpose = `${known.purpose}, ${sample.purpose}`;
      this.workloads[at] = { ...known, ports: mergePorts(known.ports, sample.ports), purpose };
      return;
    }
    this.workloads.push({ ...sample, name: this.freeName(sample.namespace, sample.name) });
  }

  private freeName(namespace: string, wanted: string): string {
    let name = wanted;
    for (let count = 2; this.taken.has(`${namespace}/${name}`); count++) name = `${wanted}-${count}`;
    this.taken.add(`${namespace}/${name}`);
    return name;
  }
}

/** Numbers as they stand; a named target port gets a number of its own, the Service's where any pod may open it. */
function portsFor({ ports }: ClusterService): readonly SamplePort[] {
  const numbers = new Set(ports.flatMap(({ targetPort }) => (typeof targetPort === 'number' ? [targetPort] : [])));
  const made: SamplePort[] = [];
  for (const { targetPort, port, protocol } of ports) {
    if (typeof targetPort === 'number') made.push({ name: '', port: targetPort, protocol });
    else if (!made.some(({ name }) => name === targetPort)) {
      let number = port >= 1024 ? port : 8080;
      while (numbers.has(number)) number++;
      numbers.add(number);
      made.push({ name: targetPort, port: number, protocol });
    }
  }
  const sound = made.filter(({ port }) => port > 0 && port < 65_536);
  return mergePorts([], sound).filter((one, at) => sound.findIndex((other) => same(one, other)) === at);
}

function same(one: SamplePort, other: SamplePort): boolean {
  return one.port === other.port && one.protocol === other.protocol && one.name === other.name;
}

/** Services that Ingresses name and that are not there, unless one that no Ingress names is spelled much alike. */
function missingServices(cluster: Cluster): readonly SampleService[] {
  const backends = backendsOf(cluster);
  const missing = new Set(
    backends.filter((one) => !cluster.serviceByKey.has(`${one.namespace}/${one.name}`)).map((one) => one.name),
  );
  const named = new Set(backends.map(({ namespace, name }) => `${namespace}/${name}`));
  const made = new Map<string, SampleService>();
  for (const { namespace, name, port } of backends) {
    const key = `${namespace}/${name}`;
    if (cluster.serviceByKey.has(key) || !/^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) continue;
    const unnamed = cluster.services.filter((one) => one.namespace === namespace && !named.has(one.key));
    if (unnamed.some((one) => isSlipOf(name, one.name, missing))) continue;
    const ports = made.get(key)?.ports ?? [];
    const wanted = /^\d+$/.test(port) ? { name: '', port: Number(port) } : { name: port, port: 80 + ports.length };
    const isNew = port !== '' && !ports.some((one) => one.name === wanted.name && one.port === wanted.port);
    made.set(key, { namespace, name, labels: { app: name }, ports: isNew ? [...ports, wanted] : ports });
  }
  return [...made.values()].filter(({ ports }) => ports.length > 0);
}

/** Two names that are not there are hardly both the same one, mistyped. */
function isSlipOf(name: string, meant: string, missing: ReadonlySet<string>): boolean {
  return isSlip(name, meant) && [...missing].every((other) => other === name || !isSlip(other, meant));
}
