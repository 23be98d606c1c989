import type { Definition, Field, Schema, Shape } from '#source';
import { IPVS_SCHEDULERS } from './ipvs-schedulers.ts';
import { CNI_MODES, CNI_NAMES, LOAD_BALANCER_TYPES, SERVICE_PROXY_MODES } from './read-cluster.ts';
import { OUTCOMES } from './read-expect.ts';
import { FAULT_TYPES } from './scenario.ts';

type Row = readonly [shape: Shape, about: string, needed?: 'needed'];

const text: Shape = { kind: 'text' };
const number: Shape = { kind: 'number' };
const truth: Shape = { kind: 'truth' };
const numberOrText: Shape = { kind: 'numberOrText' };
const any: Shape = { kind: 'any' };
const list = (of: Shape): Shape => ({ kind: 'list', of });
const map = (of: Shape): Shape => ({ kind: 'map', of });
const object = (name: string, words?: readonly string[]): Shape =>
  words === undefined ? { kind: 'object', name } : { kind: 'object', name, words };
const choice = (...values: readonly string[]): Shape => ({ kind: 'choice', values });

/** What a `*.scenario.yaml` may hold, as the readers beside this file take it. A test holds the two together. */
const ROWS: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  Scenario: {
    hopscope: [choice('1'), 'Version of the format.', 'needed'],
    title: [text, 'Title.'],
    description: [text, 'What to look at, and why; Markdown.'],
    cluster: [object('Cluster'), 'What the manifests do not say of the cluster.'],
    manifests: [text, 'The manifests, as a block: manifests: |.'],
    manifestFiles: [list(text), 'Files with manifests beside the scenario.'],
    faults: [list(object('Fault')), 'What is broken.'],
    requests: [list(object('Request')), 'What is sent, and what is expected of it.'],
    reachability: [list(object('Reachability')), 'Who may talk to whom on a port.'],
    objects: [list(object('ObjectExpectation')), 'What controllers make of objects.'],
    commands: [list(object('Command')), 'Lines that a command prints, or does not.'],
  },
  Cluster: {
    version: [text, 'Kubernetes version.'],
    domain: [text, 'Domain of the cluster’s DNS; cluster.local where none is written.'],
    podCIDR: [text, 'Addresses of pods.'],
    serviceCIDR: [text, 'Addresses of Services.'],
    nodePortRange: [text, 'Ports for NodePort Services, as 30000-32767.'],
    nodePortAddresses: [list(text), 'Addresses of a node that answer on node ports.'],
    serviceProxy: [object('ServiceProxy', SERVICE_PROXY_MODES), 'Who translates Service addresses.'],
    cni: [object('Cni', CNI_NAMES), 'Network of the pods.'],
    loadBalancer: [object('LoadBalancer', LOAD_BALANCER_TYPES), 'Who answers Services of type LoadBalancer.'],
    ingressControllers: [list(object('IngressController')), 'Controllers that serve Ingresses.'],
    gatewayControllers: [list(object('GatewayController')), 'Controllers that serve Gateways.'],
    mesh: [object('Mesh', ['istio', 'linkerd', 'gamma', 'none']), 'Service mesh.'],
    secrets: [choice('assumed', 'asWritten'), 'What a TLS Secret means that is named but not there.'],
    dns: [object('Dns'), 'How names are looked up.'],
    nodes: [list(object('Node')), 'Machines of the cluster.'],
    apps: [map(object('App')), 'What the applications in the pods answer, by reference.'],
    external: [object('External'), 'What there is outside the cluster.'],
    seed: [number, 'Every choice that is shown follows from it.'],
  },
  ServiceProxy: {
    mode: [choice(...SERVICE_PROXY_MODES), 'How Service addresses are translated.'],
    scheduler: [choice(...IPVS_SCHEDULERS), 'Scheduler of ipvs.'],
    masqueradeAll: [truth, 'Whether every connection to a Service gets the node’s address as its source.'],
    localDetectMode: [
      choice('ClusterCIDR', 'NodeCIDR', 'BridgeInterface', 'InterfaceNamePrefix', 'none'),
      'How kube-proxy knows traffic of its own pods.',
    ],
    localhostNodePorts: [truth, 'Whether node ports answer on 127.0.0.1.'],
  },
  Cni: {
    name: [choice(...CNI_NAMES), 'Network of the pods.'],
    mode: [choice(...CNI_MODES), 'How packets travel between nodes.'],
    mtu: [number, 'Largest packet on a pod’s interface.'],
    enforcesNetworkPolicy: [truth, 'Whether NetworkPolicies are carried out.'],
    version: [text, 'Version of the CNI.'],
  },
  LoadBalancer: {
    type: [choice(...LOAD_BALANCER_TYPES), 'Who answers Services of type LoadBalancer.'],
    preservesClient: [truth, 'Whether the client’s address stays the source.'],
    proxyProtocol: [truth, 'Whether the balancer tells the client’s address by PROXY protocol.'],
  },
  IngressController: {
    controller: [text, 'Controller, as k8s.io/ingress-nginx.', 'needed'],
    class: [text, 'IngressClass it serves.'],
    default: [truth, 'Whether it serves Ingresses without a class.'],
  },
  GatewayController: {
    controller: [text, 'Controller’s name.', 'needed'],
    class: [text, 'GatewayClass it serves.'],
  },
  Mesh: {
    kind: [choice('istio', 'linkerd', 'gamma', 'none'), 'Service mesh.', 'needed'],
    namespaces: [list(text), 'Namespaces with sidecars.'],
  },
  Dns: {
    provider: [text, 'DNS server of the cluster.'],
    nodeLocalCache: [truth, 'Whether every node has a cache of its own.'],
    forward: [list(text), 'Where names outside are asked.'],
    nodeResolvConf: [object('ResolvConf'), 'resolv.conf of the nodes.'],
  },
  ResolvConf: {
    nameservers: [list(text), 'Addresses asked, in order.'],
    searches: [list(text), 'Domains that are tried behind a name.'],
    options: [list(text), 'Options, as ndots:5.'],
  },
  Node: {
    name: [text, 'Name.', 'needed'],
    ip: [text, 'Address.'],
    addresses: [list(text), 'Further addresses of its interface to the network.'],
    podCIDR: [text, 'Addresses of its pods.'],
    zone: [text, 'Zone.'],
    labels: [map(text), 'Labels.'],
  },
  App: {
    latency: [number, 'Milliseconds until it answers.'],
    status: [number, 'HTTP status it answers with.'],
    failFirst: [number, 'How many requests fail before one is answered.'],
    headers: [map(text), 'Headers it answers with.'],
    protocol: [text, 'What it speaks.'],
    tls: [any, 'Whether it speaks TLS, or its certificate.'],
    ports: [map(object('App')), 'The same for single ports.'],
  },
  External: {
    names: [map(list(text)), 'Names outside, with their addresses.'],
    records: [list(object('Record')), 'Records of any type.'],
    hosts: [list(object('Host')), 'Hosts outside, with the ports that answer.'],
    natGateway: [text, 'Address that a NAT gateway gives to what leaves for the internet.'],
  },
  Record: {
    name: [text, 'Name.', 'needed'],
    type: [text, 'Type, as A or CNAME.', 'needed'],
    data: [text, 'What it says.', 'needed'],
    ttl: [number, 'Seconds it may be kept.'],
  },
  Host: {
    ip: [text, 'Address.', 'needed'],
    ports: [list(number), 'Ports that answer.'],
  },
  Fault: {
    type: [choice(...FAULT_TYPES), 'What is broken.', 'needed'],
    target: [text, 'Reference: what it concerns.'],
    to: [text, 'Reference: the other end.'],
    endpoints: [list(text), 'Endpoints that are left.'],
    mtu: [number, 'Largest packet that gets through.'],
    port: [number, 'Port it concerns.'],
  },
  Request: {
    name: [text, 'Name, unique in the scenario.', 'needed'],
    from: [text, 'Who sends: client, pod/NS/NAME, deployment/NS/NAME, node/NAME.', 'needed'],
    http: [object('Http'), 'An HTTP request.'],
    grpc: [object('Grpc'), 'A gRPC call.'],
    connect: [object('Connect'), 'A connection without a request.'],
    dns: [object('Lookup'), 'A lookup of a name.'],
    via: [text, 'node/NAME on which a packet from outside arrives.'],
    count: [number, 'How many connections.'],
    sameConnection: [truth, 'Whether all requests ride one connection.'],
    then: [list(object('Then')), 'What the pod that received it sends next.'],
    expect: [object('Expect'), 'What has to come of it.'],
  },
  Http: {
    url: [text, 'URL.', 'needed'],
    method: [text, 'Method; GET where none is written.'],
    headers: [map(text), 'Headers; host overrides the Host header.'],
    version: [choice('1.1', '2'), 'Version of HTTP.'],
    bodyBytes: [number, 'Size of the body.'],
    sni: [text, 'Server name asked for in TLS.'],
    insecure: [truth, 'Whether any certificate is taken.'],
    clientCert: [text, 'Certificate that the client shows.'],
    follow: [truth, 'Whether redirects are followed.'],
    connectTo: [text, 'Reference or IP[:port]; the name is not looked up.'],
  },
  Grpc: {
    url: [text, 'URL.', 'needed'],
    service: [text, 'Full name of the service.', 'needed'],
    method: [text, 'Method.', 'needed'],
    headers: [map(text), 'Metadata.'],
    insecure: [truth, 'Whether any certificate is taken.'],
    sni: [text, 'Server name asked for in TLS.'],
    connectTo: [text, 'Reference or IP[:port]; the name is not looked up.'],
  },
  Connect: {
    to: [text, 'Name, address or reference.', 'needed'],
    port: [number, 'Port.'],
    protocol: [choice('TCP', 'UDP', 'SCTP', 'ICMP'), 'Protocol; TCP where none is written.'],
    tls: [object('ConnectTls'), 'Whether TLS is begun.'],
  },
  ConnectTls: {
    sni: [text, 'Server name asked for.'],
    insecure: [truth, 'Whether any certificate is taken.'],
  },
  Lookup: {
    name: [text, 'Name looked up.', 'needed'],
    type: [text, 'Type of record, as A; A where none is written.'],
    search: [truth, 'Whether the search list is used.'],
    server: [text, 'Address of the server asked.'],
    resolver: [choice('glibc', 'musl'), 'Resolver of the sender.'],
    transport: [choice('udp', 'tcp'), 'How the server is asked.'],
  },
  Expect: {
    outcome: [choice(...OUTCOMES), 'How it ends for the sender.'],
    status: [number, 'HTTP status.'],
    grpcStatus: [text, 'gRPC status.'],
    endpoints: [list(text), 'Endpoints that may be chosen.'],
    distinctBackends: [number, 'How many backends take part.'],
    backend: [text, 'Who answers.'],
    backends: [map(numberOrText), 'Who answers, with shares such as 1/3.'],
    sourceSeen: [text, 'Source address that the receiver sees.'],
    masqueraded: [truth, 'Whether the source was changed.'],
    upstream: [object('Upstream'), 'The request as the backend gets it.'],
    response: [object('Response'), 'The answer as the sender gets it.'],
    redirect: [object('Redirect'), 'Where a redirect leads.'],
    mirrored: [any, 'Who gets a copy.'],
    tls: [object('TlsSeen'), 'What the sender sees of TLS.'],
    dns: [object('DnsSeen'), 'What a lookup gives.'],
    stoppedAt: [object('Stop'), 'Where it ends, if it goes no further.'],
  },
  Upstream: {
    method: [text, 'Method.'],
    path: [text, 'Path.'],
    host: [text, 'Host header.'],
    headers: [map(text), 'Headers that are there.'],
    absentHeaders: [list(text), 'Headers that are not.'],
    tls: [object('UpstreamTls', ['false']), 'TLS towards the backend; false for none.'],
  },
  UpstreamTls: {
    sni: [text, 'Server name asked for.'],
    clientCert: [text, 'Certificate that is shown.'],
  },
  Response: {
    headers: [map(text), 'Headers that are there.'],
    absentHeaders: [list(text), 'Headers that are not.'],
  },
  Redirect: {
    scheme: [text, 'Scheme.'],
    hostname: [text, 'Host.'],
    port: [number, 'Port.'],
    path: [text, 'Path.'],
  },
  TlsSeen: { certificate: [text, 'Certificate that is shown.'] },
  DnsSeen: {
    rcode: [text, 'Code of the answer, as NOERROR.'],
    answers: [list(object('Answer')), 'Records of the answer.'],
    queries: [list(text), 'Names asked, in order.'],
    servers: [list(text), 'Servers asked, in order.'],
    resolvConf: [object('ResolvConf'), 'resolv.conf of the sender.'],
  },
  Answer: {
    name: [text, 'Name.'],
    type: [text, 'Type.'],
    data: [text, 'What it says.'],
    ttl: [number, 'Seconds it may be kept.'],
  },
  Stop: {
    layer: [
      choice('client', 'dns', 'edge', 'gateway', 'service', 'policy', 'cni', 'node', 'pod'),
      'Layer at which it ends.',
    ],
    reason: [text, 'Reason, as NoEndpoints.'],
    object: [text, 'Object that decides, as NetworkPolicy/NS/NAME.'],
  },
  Reachability: {
    protocol: [choice('TCP', 'UDP', 'SCTP'), 'Protocol; TCP where none is written.'],
    port: [numberOrText, 'Port or its name.', 'needed'],
    pods: [list(text), 'Pods, NS/NAME.', 'needed'],
    rows: [
      map(text),
      'For each sender a character for each receiver: . may connect, X may not, ? not stated.',
      'needed',
    ],
  },
  ObjectExpectation: {
    ref: [text, 'The object.', 'needed'],
    conditions: [list(object('Condition')), 'Conditions in its status.'],
    addresses: [list(text), 'Addresses in its status.'],
    attachedRoutes: [map(number), 'Routes attached to each listener.'],
  },
  Condition: {
    type: [text, 'Type.', 'needed'],
    status: [text, 'True, False or Unknown.'],
    reason: [text, 'Reason.'],
  },
  Command: {
    on: [text, 'Where it runs: a pod or node.'],
    run: [text, 'The command.', 'needed'],
    expect: [object('Printed'), 'What it prints.'],
  },
  Printed: {
    contains: [list(text), 'Lines that are there.'],
    absent: [list(text), 'Lines that are not.'],
  },
};

function fieldOf([shape, about, needed]: Row): Field {
  return { shape, about, needed: needed === 'needed' };
}

function definitionOf(rows: Readonly<Record<string, Row>>): Definition {
  return { about: '', fields: Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, fieldOf(row)])) };
}

function withoutSender({ from: _, ...rows }: Readonly<Record<string, Row>>): Definition {
  return definitionOf(rows);
}

/** The scenario format as a schema, for completion and hovers; its root is the definition `Scenario`. */
export const scenarioSchema: Schema = {
  kinds: [],
  definitions: {
    ...Object.fromEntries(Object.entries(ROWS).map(([name, rows]) => [name, definitionOf(rows)])),
    Then: withoutSender(ROWS.Request ?? {}),
  },
};
