import { describe, expect, it } from 'vitest';
import { only } from './kinds.fixture.ts';

describe('a Pod', () => {
  it('has containers with ports, probes and environment', () => {
    const { spec, status } = only(
      'Pod',
      `apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  nodeName: node-a
  hostname: ""
  initContainers: [{name: proxy, image: p, restartPolicy: Always}]
  containers:
  - name: web
    image: web:1
    args: [--port, "80"]
    env: [{name: A, value: b}, {name: C, valueFrom: {}}]
    ports: [{name: http, containerPort: 80}, {containerPort: 53, protocol: UDP, hostPort: 53}]
    readinessProbe: {httpGet: {port: http}}
    livenessProbe: {tcpSocket: {port: 81}}
    startupProbe: {grpc: {port: 81}}
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
        - matchExpressions: [{key: zone, operator: In, values: [a]}]
  hostAliases: [{ip: 10.0.0.1, hostnames: [x]}]
status: {phase: Running, podIP: 10.244.0.7, conditions: [{type: Ready, status: "False"}]}
`,
    );
    expect(spec).toEqual({
      containers: [
        {
          name: 'web',
          image: 'web:1',
          command: [],
          args: ['--port', '80'],
          ports: [
            { name: 'http', containerPort: 80, protocol: 'TCP' },
            { containerPort: 53, hostPort: 53, protocol: 'UDP' },
          ],
          env: [{ name: 'A', value: 'b' }, { name: 'C' }],
          probePorts: [81, 'http'],
        },
      ],
      initContainers: [
        {
          name: 'proxy',
          image: 'p',
          command: [],
          args: [],
          ports: [],
          env: [],
          probePorts: [],
          restartPolicy: 'Always',
        },
      ],
      nodeName: 'node-a',
      nodeSelector: {},
      nodeAffinity: [[{ key: 'zone', operator: 'In', values: ['a'] }]],
      tolerations: [],
      hostNetwork: false,
      dnsPolicy: 'ClusterFirst',
      hostAliases: [{ ip: '10.0.0.1', hostnames: ['x'] }],
    });
    expect(status).toEqual({
      phase: 'Running',
      podIP: '10.244.0.7',
      podIPs: ['10.244.0.7'],
      conditions: { Ready: 'False' },
    });
  });
});
