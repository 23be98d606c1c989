import { choice, fields, list, type Shape, value, yesOrNo } from './shape.ts';

const request = fields({
  name: value('Name, unique in the scenario.'),
  from: value('client, pod/NS/NAME, deployment/NS/NAME, node/NAME.'),
  via: value('node/NAME on which a packet from outside arrives.'),
  count: value('How many connections.'),
  sameConnection: yesOrNo('Whether all requests ride one connection.'),
  http: fields({
    url: value('URL.'),
    method: choice('Method.', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
    headers: value('Headers; host overrides the Host header.'),
    insecure: yesOrNo('Whether any certificate is taken.'),
    sni: value('Server name asked for.'),
    connectTo: value('Reference or IP[:port]; the name is not looked up.'),
  }),
  connect: fields({
    to: value('Name, address or reference.'),
    port: value('Port.'),
    protocol: choice('Protocol.', 'TCP', 'UDP', 'SCTP', 'ICMP'),
  }),
  dns: fields({
    name: value('Name looked up.'),
    type: choice('Type.', 'A', 'AAAA', 'CNAME', 'SRV', 'TXT', 'PTR'),
    search: yesOrNo('Whether the search list is used.'),
    server: value('Address of the server asked.'),
  }),
});

/** The scenario around the manifests: settings of the cluster, faults, requests. */
export const scenarioShape: Shape = fields({
  hopscope: choice('Version of the format.', '1'),
  title: value('Title.'),
  description: value('What to look at, and why; Markdown.'),
  cluster: fields({
    version: value('Kubernetes version.'),
    domain: value('Domain of the cluster’s DNS.'),
    podCIDR: value('Addresses of pods.'),
    serviceCIDR: value('Addresses of Services.'),
    serviceProxy: choice('Who translates Service addresses.', 'iptables', 'ipvs', 'nftables', 'ebpf'),
    cni: choice('Network of the pods.', 'calico', 'cilium', 'flannel', 'weave', 'kindnet', 'aws-vpc'),
    loadBalancer: choice(
      'Who answers Services of type LoadBalancer.',
      'none',
      'cloud',
      'aws-nlb',
      'gcp',
      'metallb-l2',
      'metallb-bgp',
    ),
    secrets: choice('What a TLS Secret means that is named but not there.', 'assumed', 'asWritten'),
    nodes: list(
      fields({
        name: value('Name.'),
        ip: value('Address.'),
        podCIDR: value('Addresses of its pods.'),
        zone: value('Zone.'),
      }),
    ),
    seed: value('Every choice that is shown follows from it.'),
  }),
  faults: list(
    fields({
      type: choice(
        'What is broken.',
        'podNotReady',
        'podCrash',
        'nodeDown',
        'kubeProxyStale',
        'staleEndpoints',
        'conntrackFull',
        'cniRouteMissing',
        'mtuMismatch',
        'coreDnsDown',
        'coreDnsNoEndpointSliceRbac',
        'dnsUpstreamDown',
        'dnsLoop',
        'lbHealthCheckFailing',
        'firewallDrop',
        'controllerDown',
        'tlsSecretMissing',
        'clientCachesDns',
      ),
      target: value('Reference.'),
    }),
  ),
  requests: list(request),
});
