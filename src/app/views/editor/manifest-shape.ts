import { choice, fields, list, type Shape, value, yesOrNo } from './shape.ts';

const metadata = fields({
  name: value('Name, unique for its kind in a namespace.'),
  namespace: value('Namespace; default where none is written.'),
  labels: value('Labels, which selectors match.'),
  annotations: value('Annotations, which controllers read.'),
});
const selector = fields(
  {
    matchLabels: value('Labels that all have to be there.'),
    matchExpressions: list(
      fields({
        key: value('Label.'),
        operator: choice('How it is matched.', 'In', 'NotIn', 'Exists', 'DoesNotExist'),
        values: list(value('Value.')),
      }),
    ),
  },
  'Which objects are meant; empty means all.',
);
const probe = fields({
  httpGet: fields({ path: value('Path asked for.'), port: value('Port or its name.') }),
  tcpSocket: fields({ port: value('Port or its name.') }),
});
const podSpec = fields({
  containers: list(
    fields({
      name: value('Name of the container.'),
      image: value('Image.'),
      args: list(value('Argument.')),
      ports: list(
        fields({
          name: value('Name that Services may target.'),
          containerPort: value('Port that is listened on.'),
          protocol: choice('Protocol.', 'TCP', 'UDP', 'SCTP'),
        }),
      ),
      readinessProbe: probe,
    }),
  ),
  nodeName: value('Node the pod stands on.'),
  nodeSelector: value('Labels a node must have.'),
  hostNetwork: yesOrNo('Whether the pod uses its node’s network.'),
  dnsPolicy: choice('Which resolv.conf the pod gets.', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  dnsConfig: fields({ nameservers: list(value('Address.')), searches: list(value('Domain.')) }),
});
const template = fields({ metadata, spec: podSpec });
const workload = { replicas: value('How many pods.'), selector, template };
const port = value('Port number or name.');
const peers = list(
  fields({
    podSelector: selector,
    namespaceSelector: selector,
    ipBlock: fields({ cidr: value('Addresses, as 10.0.0.0/8.'), except: list(value('Left out.')) }),
  }),
);
const policyPorts = list(
  fields({ port, endPort: value('Last port of a range.'), protocol: choice('Protocol.', 'TCP', 'UDP', 'SCTP') }),
);

/** Fields of the kinds that are written most; the editor completes them and shows what they mean. */
const KINDS: Readonly<Record<string, { readonly apiVersion: string; readonly spec: Shape | null }>> = {
  Service: {
    apiVersion: 'v1',
    spec: fields({
      type: choice('How it is reached.', 'ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
      selector: value('Labels of the pods behind it.'),
      ports: list(
        fields({
          name: value('Name of the port.'),
          port: value('Port of the Service.'),
          targetPort: value('Port of the pod, or its name.'),
          nodePort: value('Port on every node.'),
          protocol: choice('Protocol.', 'TCP', 'UDP', 'SCTP'),
          appProtocol: value('What is spoken there.'),
        }),
      ),
      clusterIP: value('Address inside the cluster; None: headless.'),
      externalTrafficPolicy: choice('Which endpoints take what comes from outside.', 'Cluster', 'Local'),
      internalTrafficPolicy: choice('Which endpoints take what comes from inside.', 'Cluster', 'Local'),
      sessionAffinity: choice('Whether a client stays with one pod.', 'None', 'ClientIP'),
      publishNotReadyAddresses: yesOrNo('Whether pods count that are not ready.'),
      loadBalancerSourceRanges: list(value('Addresses that may use the load balancer.')),
      externalName: value('Name that this one is an alias for.'),
    }),
  },
  Deployment: { apiVersion: 'apps/v1', spec: fields(workload) },
  StatefulSet: {
    apiVersion: 'apps/v1',
    spec: fields({
      ...workload,
      serviceName: value('Headless Service of its pods.'),
    }),
  },
  DaemonSet: { apiVersion: 'apps/v1', spec: fields({ selector, template }) },
  Pod: { apiVersion: 'v1', spec: podSpec },
  Namespace: { apiVersion: 'v1', spec: null },
  Ingress: {
    apiVersion: 'networking.k8s.io/v1',
    spec: fields({
      ingressClassName: value('IngressClass; its controller serves this.'),
      tls: list(fields({ hosts: list(value('Host.')), secretName: value('Secret with the certificate.') })),
      rules: list(
        fields({
          host: value('Host; all where none is written.'),
          http: fields({
            paths: list(
              fields({
                path: value('Path.'),
                pathType: choice('How the path is matched.', 'Prefix', 'Exact', 'ImplementationSpecific'),
                backend: fields({
                  service: fields({
                    name: value('Service.'),
                    port: fields({ number: port, name: value('Name of the port.') }),
                  }),
                }),
              }),
            ),
          }),
        }),
      ),
    }),
  },
  IngressClass: {
    apiVersion: 'networking.k8s.io/v1',
    spec: fields({ controller: value('Controller, as k8s.io/ingress-nginx.') }),
  },
  NetworkPolicy: {
    apiVersion: 'networking.k8s.io/v1',
    spec: fields({
      podSelector: selector,
      policyTypes: list(choice('Direction in which the pods are isolated.', 'Ingress', 'Egress')),
      ingress: list(fields({ from: peers, ports: policyPorts })),
      egress: list(fields({ to: peers, ports: policyPorts })),
    }),
  },
};

/** The shape of one manifest, by its kind; `null` where it is not written yet or not in the table. */
export function manifestShape(kind: string | null): Shape {
  const known = kind === null ? undefined : KINDS[kind];
  return fields({
    apiVersion: choice('Group and version of the kind.', ...new Set(Object.values(KINDS).map((one) => one.apiVersion))),
    kind: choice('What the object is.', ...Object.keys(KINDS)),
    metadata,
    ...(known?.spec ? { spec: known.spec } : {}),
  });
}
