import type { ServiceObject, ServicePort } from '#manifests';
import { keyOf } from '#manifests';
import type { Family, Ip } from '#net';
import { familyOf, isPort, parseIp } from '#net';
import type { Problem } from '#source';
import { problem } from '#source';
import type { Controller, Draft, Sourced } from '../draft.ts';
import type { ClusterService, ClusterServicePort } from '../model.ts';

const IGNORED_BY_PROXY = ['service.kubernetes.io/service-proxy-name', 'service.kubernetes.io/headless'] as const;

/**
 * Services as the API server stores them, before addresses and node ports are given: families by policy, a targetPort
 * where none is written, and whether kube-proxy looks at them.
 */
export const services: Controller = {
  name: 'services',
  run(draft) {
    const problems: Problem[] = [];
    const made = draft.serviceObjects.map((sourced) => serviceOf(sourced, draft, problems));
    return { ...draft, services: made, problems: [...draft.problems, ...problems] };
  },
};

function serviceOf({ object, origin }: Sourced<ServiceObject>, draft: Draft, problems: Problem[]): ClusterService {
  const { ref, spec, metadata } = object;
  const isHeadless = spec.clusterIP === 'None' || spec.clusterIPs[0] === 'None';
  const headless = isHeadless && spec.type !== 'ExternalName';
  const hasAddress = !headless && spec.type !== 'ExternalName';
  const writtenIps = hasAddress ? addresses(object, clusterIpTexts(object), ['spec', 'clusterIP'], problems) : [];
  return {
    ref,
    key: keyOf(ref),
    name: ref.name,
    namespace: ref.namespace ?? 'default',
    labels: metadata.labels,
    annotations: metadata.annotations,
    spec,
    headless,
    clusterIps: writtenIps,
    families: spec.type === 'ExternalName' ? [] : familiesOf(object, writtenIps, draft.families, headless),
    ports: spec.ports.flatMap((port, index) => (isPort(port.port) ? [portOf(port, index)] : [])),
    externalIps: addresses(object, spec.externalIPs, ['spec', 'externalIPs'], problems),
    loadBalancer: [],
    healthCheckNodePort: 0,
    proxied: !IGNORED_BY_PROXY.some((label) => Object.hasOwn(metadata.labels, label)),
    origin,
  };
}

function portOf(port: ServicePort, index: number): ClusterServicePort {
  const { name, protocol, targetPort, appProtocol } = port;
  return {
    name,
    port: port.port,
    protocol,
    targetPort: targetPort === undefined || targetPort === 0 || targetPort === '' ? port.port : targetPort,
    nodePort: 0,
    appProtocol: appProtocol ?? null,
    index,
  };
}

function clusterIpTexts({ spec }: ServiceObject): readonly string[] {
  if (spec.clusterIPs.length > 0) return spec.clusterIPs;
  return spec.clusterIP === undefined || spec.clusterIP === '' ? [] : [spec.clusterIP];
}

function addresses(
  { ref }: ServiceObject,
  texts: readonly string[],
  field: readonly string[],
  problems: Problem[],
): readonly Ip[] {
  return texts.flatMap((text) => {
    if (text === '') return [];
    const address = parseIp(text);
    if (address === null) {
      const sentence = `${field.join('.')}: "${text}" is no address.`;
      problems.push(problem('NotAnAddress', 'error', sentence, { object: `Service/${keyOf(ref)}`, field }));
    }
    return address ?? [];
  });
}

/**
 * `ipFamilies`, else those of the written addresses, completed by the policy: SingleStack (the default) takes one,
 * PreferDualStack as many as the cluster has, RequireDualStack both. A headless Service without selector gets both
 * (pkg/registry/core/service/storage/alloc.go).
 */
function familiesOf(
  { spec }: ServiceObject,
  ips: readonly Ip[],
  cluster: readonly Family[],
  headless: boolean,
): readonly Family[] {
  const stated: readonly Family[] = spec.ipFamilies.flatMap((text) =>
    text === 'IPv4' || text === 'IPv6' ? [text] : [],
  );
  const base = stated.length > 0 ? stated : unique(ips.map(familyOf));
  const isWide =
    spec.ipFamilyPolicy === 'PreferDualStack' ||
    spec.ipFamilyPolicy === 'RequireDualStack' ||
    (headless && spec.selector === null && spec.ipFamilyPolicy === undefined);
  if (!isWide) return base.length > 0 ? base : cluster.slice(0, 1);
  return unique([...base, ...cluster, ...(headless && spec.selector === null ? BOTH : [])]);
}

const BOTH: readonly Family[] = ['IPv4', 'IPv6'];

function unique(families: readonly Family[]): readonly Family[] {
  return [...new Set(families)];
}
