import { describe, expect, it } from 'vitest';
import { fieldText } from '#source';
import { loadManifests } from '../load-manifests.ts';

const problemsOf = (text: string) =>
  loadManifests(text).problems.map(({ severity, code, field }) => `${severity} ${code} ${fieldText(field ?? [])}`);

const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}\n`;
const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: ${spec}\n`;
const container = (ports: string) => pod(`{containers: [{name: a, image: a, ports: ${ports}}]}`);
const path = (fields: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {rules: [{http: {paths: [{${fields}, backend: {service: {name: web, port: {number: 80}}}}]}}]}\n`;
const deployment = (selector: string, labels: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {selector: ${selector}, template: {metadata: {labels: ${labels}}, spec: {containers: [{name: a, image: a}]}}}\n`;

describe('what the API server takes', () => {
  it.each([
    { name: 'one port without a name', text: service('{ports: [{port: 80}]}') },
    {
      name: 'one number over two protocols',
      text: service('{ports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]}'),
    },
    {
      name: 'affinity for a day',
      text: service(
        '{ports: [{port: 80}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86400}}}',
      ),
    },
    {
      name: 'source ranges with blanks round them',
      text: service(
        '{type: LoadBalancer, ports: [{port: 80}], loadBalancerSourceRanges: [" 10.0.0.0/8 ", "fd00::/8"]}',
      ),
    },
    { name: 'a headless Service without ports', text: service('{clusterIP: None}') },
    { name: 'an ExternalName without ports', text: service('{type: ExternalName, externalName: a.example}') },
    { name: 'a node port of type NodePort', text: service('{type: NodePort, ports: [{port: 80, nodePort: 30080}]}') },
    {
      name: 'a health check node port where nodes are asked',
      text: service(
        '{type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 31000, ports: [{port: 80}]}',
      ),
    },
    {
      name: 'a traffic policy for external IPs',
      text: service('{externalIPs: [192.0.2.7], externalTrafficPolicy: Local, ports: [{port: 80}]}'),
    },
    {
      name: 'an address of each family, in their order',
      text: service(
        '{clusterIP: "fd00::9", clusterIPs: ["fd00::9", 10.96.0.9], ipFamilies: [IPv6, IPv4], ipFamilyPolicy: PreferDualStack, ports: [{port: 80}]}',
      ),
    },
    {
      name: 'a headless Service of one stated family',
      text: service('{clusterIP: None, clusterIPs: [None], ipFamilies: [IPv6], ports: [{port: 80}]}'),
    },
    {
      name: 'both families of a headless Service without selector',
      text: service('{clusterIP: None, ipFamilies: [IPv4, IPv6]}'),
    },
    { name: 'a name with a final dot', text: service('{type: ExternalName, externalName: a.example.}') },
    { name: 'the largest port', text: service('{ports: [{port: 65535, targetPort: 0, nodePort: 0}]}') },
    { name: 'a long name of a Service port', text: service('{ports: [{name: metrics-of-the-application, port: 80}]}') },
    { name: 'a port name of fifteen characters', text: container('[{name: http-metrics-01, containerPort: 1}]') },
    { name: 'a path of its own kind without a path', text: path('pathType: ImplementationSpecific') },
    { name: 'a selector of some of the labels', text: deployment('{matchLabels: {a: b}}', '{a: b, c: d}') },
  ])('$name', ({ text }) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

describe('what the API server refuses', () => {
  it.each([
    { name: 'a port too large', text: service('{ports: [{port: 99999}]}'), want: ['InvalidValue spec.ports[0].port'] },
    ...[0, 999_999, -5].map((seconds) => ({
      name: `affinity for ${seconds} seconds`,
      text: service(
        `{ports: [{port: 80}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: ${seconds}}}}`,
      ),
      want: ['InvalidValue spec.sessionAffinityConfig.clientIP.timeoutSeconds'],
    })),
    {
      name: 'source ranges that are none',
      text: service(
        '{type: LoadBalancer, ports: [{port: 80}], loadBalancerSourceRanges: [not-a-cidr, 0.0.0.0/0/0, 10.0.0.1]}',
      ),
      want: [0, 1, 2].map((index) => `InvalidValue spec.loadBalancerSourceRanges[${index}]`),
    },
    ...[
      {
        name: 'a node port of type ClusterIP',
        spec: '{ports: [{port: 80, nodePort: 30080}]}',
        want: 'Forbidden spec.ports[0].nodePort',
      },
      {
        name: 'source ranges of type NodePort',
        spec: '{type: NodePort, ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0/8]}',
        want: 'Forbidden spec.loadBalancerSourceRanges',
      },
      {
        name: 'a balancer’s class of type ClusterIP',
        spec: '{ports: [{port: 80}], loadBalancerClass: a.b/c}',
        want: 'Forbidden spec.loadBalancerClass',
      },
      {
        name: 'no node ports for a balancer that is not there',
        spec: '{type: NodePort, ports: [{port: 80}], allocateLoadBalancerNodePorts: false}',
        want: 'Forbidden spec.allocateLoadBalancerNodePorts',
      },
      {
        name: 'a health check node port with policy Cluster',
        spec: '{type: LoadBalancer, ports: [{port: 80}], healthCheckNodePort: 31000}',
        want: 'InvalidValue spec.healthCheckNodePort',
      },
      {
        name: 'a traffic policy for outside of type ClusterIP',
        spec: '{ports: [{port: 80}], externalTrafficPolicy: Local}',
        want: 'InvalidValue spec.externalTrafficPolicy',
      },
      { name: 'an ExternalName without a name', spec: '{type: ExternalName}', want: 'RequiredValue spec.externalName' },
      {
        name: 'an ExternalName that is an address of a page',
        spec: '{type: ExternalName, externalName: "https://a.example/"}',
        want: 'InvalidValue spec.externalName',
      },
      {
        name: 'an ExternalName with a cluster IP',
        spec: '{type: ExternalName, externalName: a.example, clusterIP: 10.96.0.9}',
        want: 'Forbidden spec.clusterIP',
      },
      {
        name: 'a NodePort that is headless',
        spec: '{type: NodePort, clusterIP: None, ports: [{port: 80}]}',
        want: 'InvalidValue spec.clusterIP',
      },
      {
        name: 'an address of another family',
        spec: '{clusterIP: 10.96.0.9, ipFamilies: [IPv6], ports: [{port: 80}]}',
        want: 'InvalidValue spec.clusterIP',
      },
      {
        name: 'addresses in another order than families',
        spec: '{clusterIP: 10.96.0.9, clusterIPs: [10.96.0.9], ipFamilies: [IPv6, IPv4], ipFamilyPolicy: RequireDualStack, ports: [{port: 80}]}',
        want: 'InvalidValue spec.clusterIPs[0]',
      },
      {
        name: 'clusterIPs without a clusterIP',
        spec: '{clusterIPs: [10.96.0.9], ports: [{port: 80}]}',
        want: 'InvalidValue spec.clusterIPs',
      },
      {
        name: 'two addresses of one family',
        spec: '{clusterIP: 10.96.0.9, clusterIPs: [10.96.0.9, 10.96.0.8], ipFamilyPolicy: RequireDualStack, ports: [{port: 80}]}',
        want: 'InvalidValue spec.clusterIPs',
      },
      {
        name: 'a clusterIP that is not the first of clusterIPs',
        spec: '{clusterIP: 10.96.0.8, clusterIPs: [10.96.0.9], ports: [{port: 80}]}',
        want: 'InvalidValue spec.clusterIPs[0]',
      },
      {
        name: 'two families for a single stack',
        spec: '{ipFamilies: [IPv4, IPv6], ports: [{port: 80}]}',
        want: 'InvalidValue spec.ipFamilyPolicy',
      },
      {
        name: 'one family twice',
        spec: '{ipFamilies: [IPv4, IPv4], ipFamilyPolicy: PreferDualStack, ports: [{port: 80}]}',
        want: 'DuplicateValue spec.ipFamilies[1]',
      },
    ].map(({ name, spec, want }) => ({ name, text: service(spec), want: [want] })),
    {
      name: 'source ranges as an annotation of type ClusterIP',
      text: service('{ports: [{port: 80}]}').replace(
        'name: web',
        'name: web, annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: 10.0.0.0/8}',
      ),
      want: ['Forbidden metadata.annotations.service.beta.kubernetes.io/load-balancer-source-ranges'],
    },
    { name: 'port 0', text: service('{ports: [{port: 0}]}'), want: ['InvalidValue spec.ports[0].port'] },
    {
      name: 'a port without its number',
      text: service('{ports: [{name: a}]}'),
      want: ['RequiredValue spec.ports[0].port'],
    },
    {
      name: 'a target port too large',
      text: service('{ports: [{port: 80, targetPort: 70000}]}'),
      want: ['InvalidValue spec.ports[0].targetPort'],
    },
    {
      name: 'a number in quotes as a target port',
      text: service('{ports: [{port: 80, targetPort: "8080"}]}'),
      want: ['InvalidValue spec.ports[0].targetPort'],
    },
    {
      name: 'a node port too large',
      text: service('{type: NodePort, ports: [{port: 80, nodePort: 70000}]}'),
      want: ['InvalidValue spec.ports[0].nodePort'],
    },
    {
      name: 'two ports without names',
      text: service('{ports: [{port: 80}, {port: 81}]}'),
      want: ['RequiredValue spec.ports[0].name', 'RequiredValue spec.ports[1].name'],
    },
    {
      name: 'two ports of one name',
      text: service('{ports: [{name: a, port: 80}, {name: a, port: 81}]}'),
      want: ['DuplicateValue spec.ports[1].name'],
    },
    {
      name: 'one number twice',
      text: service('{ports: [{name: a, port: 80}, {name: b, port: 80}]}'),
      want: ['DuplicateValue spec.ports[1].port'],
    },
    { name: 'a Service without ports', text: service('{selector: {a: b}}'), want: ['RequiredValue spec.ports'] },
    {
      name: 'a protocol that is none',
      text: service('{ports: [{port: 80, protocol: HTTP}]}'),
      want: ['UnknownValue spec.ports[0].protocol'],
    },
    {
      name: 'a container port too large',
      text: container('[{containerPort: 99999}]'),
      want: ['InvalidValue spec.containers[0].ports[0].containerPort'],
    },
    {
      name: 'a host port too large',
      text: container('[{containerPort: 80, hostPort: 65536}]'),
      want: ['InvalidValue spec.containers[0].ports[0].hostPort'],
    },
    {
      name: 'a port name of sixteen characters',
      text: container('[{name: http-metrics-001, containerPort: 1}]'),
      want: ['InvalidValue spec.containers[0].ports[0].name'],
    },
    {
      name: 'a port name with a capital',
      text: container('[{name: Http, containerPort: 1}]'),
      want: ['InvalidValue spec.containers[0].ports[0].name'],
    },
    {
      name: 'a port name twice in a container',
      text: container('[{name: a, containerPort: 1}, {name: a, containerPort: 2}]'),
      want: ['DuplicateValue spec.containers[0].ports[1].name'],
    },
    {
      name: 'two containers of one name',
      text: pod('{initContainers: [{name: a, image: a}], containers: [{name: a, image: a}]}'),
      want: ['DuplicateValue spec.containers[0].name'],
    },
    {
      name: 'a path without a slash',
      text: path('pathType: Prefix, path: foo'),
      want: ['InvalidValue spec.rules[0].http.paths[0].path'],
    },
    {
      name: 'an exact path that is not there',
      text: path('pathType: Exact'),
      want: ['InvalidValue spec.rules[0].http.paths[0].path'],
    },
    {
      name: 'a selector that misses its own pods',
      text: deployment('{matchLabels: {a: b}}', '{a: c}'),
      want: ['InvalidValue spec.template.metadata.labels'],
    },
  ])('$name', ({ text, want }) => {
    expect(problemsOf(text)).toEqual(want.map((one) => `error ${one}`));
  });
});

it('an affinity’s configuration without affinity is dropped, which is told', () => {
  const text = service('{ports: [{port: 80}], sessionAffinityConfig: {clientIP: {timeoutSeconds: 10}}}');
  expect(problemsOf(text)).toEqual(['warning NoEffect spec.sessionAffinityConfig']);
});
