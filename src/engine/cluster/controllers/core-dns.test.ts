import { describe, expect, it } from 'vitest';
import type { Cluster } from '../model.ts';
import { clusterOf, deployment, documents, pod, service } from '../cluster.fixture.ts';

const servers = (cluster: Cluster) => cluster.pods.filter(({ role }) => role === 'coredns');
const kubeSystem = (text: string) => text.replaceAll('namespace: shop', 'namespace: kube-system');
const COREDNS = kubeSystem(
  deployment('coredns', { spec: '{containers: [{name: coredns, image: "registry.k8s.io/coredns/coredns:v1.12.1"}]}' }),
);
const DNS = kubeSystem(service('kube-dns').replace('app: kube-dns', 'app: coredns').replace('port: 80', 'port: 53'));

describe('cluster DNS', () => {
  it('is filled in as kubeadm installs it', () => {
    const cluster = clusterOf('');
    expect(cluster.dnsService).toBe('kube-system/kube-dns');
    expect(servers(cluster).map(({ workload }) => workload?.name)).toEqual(['coredns', 'coredns']);
    expect(cluster.slicesOf.get('kube-system/kube-dns')?.[0]?.endpoints.length).toBe(2);
    expect(
      cluster.assumptions.filter(({ setting, key }) => setting === 'dns' && !key.startsWith('setting:')).length,
    ).toBe(2);
  });

  it.each([
    ['both halves are there', documents(COREDNS, DNS), 1],
    ['only the Deployment', COREDNS, 1],
    ['only the Service', DNS, 2],
    ['a Deployment of zero replicas is there', documents(COREDNS.replace('replicas: 1', 'replicas: 0'), DNS), 0],
    ['pods of any image behind the Service are its servers', documents(DNS, kubeSystem(pod('coredns'))), 1],
    [
      'the cache on the nodes is not the cluster’s DNS',
      pod('cache').replace('image: example/cache', 'image: "registry.k8s.io/dns/k8s-dns-node-cache:1.23"'),
      2,
    ],
  ])('completes what the manifests hold: %s', (_, text, count) => {
    const cluster = clusterOf(text);
    expect(servers(cluster).length).toBe(count);
    expect(cluster.slicesOf.get(cluster.dnsService ?? '')?.flatMap(({ endpoints }) => endpoints).length ?? 0).toBe(
      count,
    );
  });

  it('knows a Service of another name by the pods it selects', () => {
    const named = DNS.replace('name: kube-dns', 'name: rke2-dns');
    expect(clusterOf(documents(COREDNS, named)).dnsService).toBe('kube-system/rke2-dns');
  });

  it('puts filled-in pods where the written slices point', () => {
    const slice = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: kube-dns-1, namespace: kube-system, labels: {kubernetes.io/service-name: kube-dns}}
addressType: IPv4
ports: [{name: dns, port: 53, protocol: UDP}]
endpoints: [{addresses: [10.244.2.3], nodeName: node-c}, {addresses: [10.244.0.4], nodeName: node-a}]
`;
    const cluster = clusterOf(documents(DNS, slice));
    expect(servers(cluster).map(({ ip, node }) => [ip, node])).toEqual([
      ['10.244.2.3', 'node-c'],
      ['10.244.0.4', 'node-a'],
    ]);
  });
});

describe('the API server', () => {
  it('is where the written slice of default/kubernetes says', () => {
    const slice = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}
addressType: IPv4
ports: [{name: https, port: 8443}]
endpoints: [{addresses: [10.77.0.3]}]
`;
    const cluster = clusterOf(slice);
    expect(cluster.apiServer).toEqual({ ip: '10.77.0.3', port: 8443 });
    expect(cluster.slicesOf.get('default/kubernetes')?.length).toBe(1);
  });

  it('has its slice also behind a written Service', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: {name: kubernetes, namespace: default}\nspec: {clusterIP: 10.96.0.1, ports: [{name: https, port: 443, targetPort: 6443}]}';
    expect(clusterOf(text).slicesOf.get('default/kubernetes')?.[0]?.endpoints[0]?.ip).toBe('192.168.1.10');
  });
});
