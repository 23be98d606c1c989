import type { Labels, PodSpec, ServiceObject, ServicePort } from '#manifests';
import { keyOf } from '#manifests';
import { parseIp } from '#net';
import { assumedContainer, assumedDeployment, assumedService } from '../assumed-object.ts';
import type { Controller, Draft } from '../draft.ts';
import type { Assumption } from '../origin.ts';
import { matchesLabels } from '../selector.ts';
import { writtenPlaces } from './dns-addresses.ts';

const NAMESPACE = 'kube-system';
const SERVICE = 'kube-dns';
const LABELS: Labels = { 'k8s-app': 'kube-dns' };
const IMAGE = 'registry.k8s.io/coredns/coredns:v1.12.1';
const ORIGIN = { kind: 'default', setting: 'dns' } as const;

const PORTS: readonly ServicePort[] = [
  { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
  { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
  { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
];

/** Whether a pod of this spec is CoreDNS by its image; the node-local cache is CoreDNS too, but not the cluster's. */
export function runsCoreDns(spec: PodSpec): boolean {
  return spec.containers.some(({ image }) => /(?:^|\/)coredns(?:[:@]|$)/.test(image));
}

/**
 * Cluster DNS as kubeadm installs it, as far as the manifests lack it: a Deployment of two replicas, a Service that selects
 * them. A Service named kube-dns in kube-system, or one that selects CoreDNS pods, counts as the DNS Service; pods behind it
 * count as its DNS servers, whatever their image.
 */
export const coreDns: Controller = {
  name: 'core-dns',
  run(draft) {
    const templates = dnsTemplates(draft);
    const service = dnsService(draft, templates);
    const assumptions: Assumption[] = [];
    let { workloadObjects, serviceObjects } = draft;
    if (templates.length === 0 && (service === null || !hasPods(service, draft))) {
      const selector = service?.spec.selector ?? LABELS;
      const deployment = assumedDeployment(service?.ref.namespace ?? NAMESPACE, 'coredns', selector, 2, {
        containers: [
          assumedContainer(
            'coredns',
            IMAGE,
            [
              { name: 'dns', containerPort: 53, protocol: 'UDP' },
              { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
              { name: 'metrics', containerPort: 9153, protocol: 'TCP' },
            ],
            { args: ['-conf', '/etc/coredns/Corefile'], probePorts: [8080, 8181] },
          ),
        ],
        dnsPolicy: 'Default',
        tolerations: [
          { key: 'CriticalAddonsOnly', operator: 'Exists' },
          { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
        ],
      });
      workloadObjects = [...workloadObjects, { object: deployment, origin: ORIGIN }];
      assumptions.push({
        key: `workload:Deployment/${keyOf(deployment.ref)}`,
        object: deployment.ref,
        sentence: 'CoreDNS runs as kubeadm installs it, in two replicas.',
        change: 'Paste the Deployment of CoreDNS, or set cluster.dns.',
        setting: 'dns',
      });
    }
    if (service === null) {
      const selector = templates[0]?.labels ?? LABELS;
      const namespace = templates[0]?.namespace ?? NAMESPACE;
      const made = assumedService(
        namespace,
        SERVICE,
        { ...LABELS, 'kubernetes.io/name': 'CoreDNS' },
        { selector, ports: PORTS },
      );
      serviceObjects = [...serviceObjects, { object: made, origin: ORIGIN }];
      assumptions.push({
        key: `service:${keyOf(made.ref)}`,
        object: made.ref,
        sentence: `The Service ${keyOf(made.ref)} stands in front of CoreDNS.`,
        change: 'Paste the Service, or set cluster.dns.',
        setting: 'dns',
      });
      return finish(draft, workloadObjects, serviceObjects, keyOf(made.ref), assumptions);
    }
    return finish(draft, workloadObjects, serviceObjects, keyOf(service.ref), assumptions);
  },
};

function finish(
  draft: Draft,
  workloadObjects: Draft['workloadObjects'],
  serviceObjects: Draft['serviceObjects'],
  dnsServiceKey: string,
  assumptions: readonly Assumption[],
): Draft {
  return {
    ...draft,
    workloadObjects,
    serviceObjects,
    dnsService: dnsServiceKey,
    assumptions: [...draft.assumptions, ...assumptions],
  };
}

interface DnsTemplate {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Labels of everything in the manifests that runs CoreDNS, workloads first; zero replicas count. */
function dnsTemplates(draft: Draft): readonly DnsTemplate[] {
  const { workloads, pods } = draft.written;
  return [
    ...workloads
      .filter(({ template }) => runsCoreDns(template.spec))
      .map(({ ref, template }) => ({ namespace: ref.namespace ?? 'default', labels: template.labels })),
    ...pods
      .filter(({ spec }) => runsCoreDns(spec))
      .map(({ ref, metadata }) => ({ namespace: ref.namespace ?? 'default', labels: metadata.labels })),
  ];
}

/** Whether anything of the manifests stands behind a written DNS Service, whatever its image: that is the cluster's DNS then. */
function hasPods({ ref, spec }: ServiceObject, draft: Draft): boolean {
  const { workloads, pods } = draft.written;
  const { selector } = spec;
  const isSelected = (namespace: string | null, labels: Labels): boolean =>
    selector !== null && namespace === ref.namespace && matchesLabels(selector, labels);
  if (workloads.some((workload) => isSelected(workload.ref.namespace, workload.template.labels))) return true;
  if (pods.some((pod) => isSelected(pod.ref.namespace, pod.metadata.labels))) return true;
  const addresses = new Set<string>(writtenPlaces(draft.written, keyOf(ref)).map(({ ip }) => ip));
  return pods.some(({ status }) => status.podIPs.some((text) => addresses.has(parseIp(text) ?? text)));
}

function dnsService(draft: Draft, templates: readonly DnsTemplate[]): ServiceObject | null {
  const { services } = draft.written;
  const named = services.find(({ ref }) => ref.namespace === NAMESPACE && ref.name === SERVICE);
  if (named !== undefined) return named;
  const selecting = services.filter(
    ({ ref, spec }) =>
      spec.selector !== null &&
      spec.ports.some(({ port }) => port === 53) &&
      templates.some(
        ({ namespace, labels }) => namespace === ref.namespace && matchesLabels(spec.selector ?? {}, labels),
      ),
  );
  return selecting.find(({ spec }) => spec.clusterIP !== 'None') ?? selecting[0] ?? null;
}
