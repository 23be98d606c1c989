import { openSession } from '#session';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';

/** What the hops on the way out of the cluster say of a pod's request. */
function said(kind: 'masquerade' | 'route', settings: string, more = ''): string {
  const session = openSession(`
hopscope: 1
cluster: {${settings}external: {hosts: [{ip: 198.18.5.5, ports: [443]}]}}
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: eel, namespace: market}
  spec: {nodeName: node-a, containers: [{name: main, image: app}]}
  ---
${more}requests:
- {name: one, from: pod/market/eel, connect: {to: 198.18.5.5, port: 443}}
`);
  const request = session.request('one');
  if (request === null) return '';
  const { trace, hops } = session.ask(request);
  const hop = trace.hops.find((one) => one.kind === kind);
  return hop === undefined ? '' : plainText(hops[hop.key]?.story.detail ?? []);
}

const CILIUM = 'cni: cilium, serviceProxy: ebpf, ';
const BY_PROGRAM = `  apiVersion: v1
  kind: ConfigMap
  metadata: {name: cilium-config, namespace: kube-system}
  data: {enable-bpf-masquerade: "true", kube-proxy-replacement: "true"}
`;
const KEPT = `  apiVersion: crd.projectcalico.org/v1
  kind: IPPool
  metadata: {name: pods}
  spec: {cidr: 10.244.0.0/16, natOutgoing: false, vxlanMode: Always}
`;
const LATER = 'Routes are asked before anything rewrites the source on the way out.';

describe('the order of route and masquerade', () => {
  it('is told where a program rewrites the source at eth0', () => {
    expect(said('masquerade', CILIUM, BY_PROGRAM)).toContain(
      'The route to eth0 is picked before. Cilium’s program there',
    );
    expect(said('route', CILIUM, BY_PROGRAM)).toContain(LATER);
  });

  it('is told where a rule rewrites it', () => {
    expect(said('route', '')).toContain(LATER);
  });

  it('is not told where the source is still the pod’s', () => {
    expect(said('route', '', KEPT)).not.toContain(LATER);
  });
});
