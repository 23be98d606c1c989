import { openSession } from '#session';
import { plainText } from '#trace';
import { describe, expect, it } from 'vitest';

/** `CHIP | TITLE | DETAIL` of the hop of that kind, of one call of a pod to the other. */
function told(kind: 'serve' | 'returned', { grpc = true } = {}): string {
  const session = openSession(`
hopscope: 1
manifests: |
  apiVersion: v1
  kind: Pod
  metadata: {name: heron, namespace: lake}
  spec: {nodeName: node-a, containers: [{name: main, image: app}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: perch, namespace: lake}
  spec: {nodeName: node-a, containers: [{name: main, image: app, ports: [{containerPort: 9090}]}]}
requests:
  - {name: one, from: pod/lake/heron, ${grpc ? 'grpc: {url: "http://perch.test:9090", service: lake.Quotes, method: Get, connectTo: "pod/lake/perch:9090"}' : 'http: {url: "http://perch.test/", connectTo: "pod/lake/perch:9090"}'}}
`);
  const request = session.request('one');
  if (request === null) return '';
  const { trace, hops } = session.ask(request);
  const hop = trace.hops.find((one) => one.kind === kind);
  const story = hop === undefined ? undefined : hops[hop.key]?.story;
  return story === undefined ? '' : `${story.chip} | ${plainText(story.title)} | ${plainText(story.detail)}`;
}

describe('an answer to a gRPC call', () => {
  it.each([
    [
      'is given with both statuses',
      'serve',
      {},
      'answers gRPC OK | Pod perch answers gRPC OK | gRPC status 0 (OK), in the trailers of an HTTP 200, is what',
    ],
    ['arrives with both statuses', 'returned', {}, 'gRPC OK arrives | The reply is back at Pod heron: gRPC OK | '],
    ['says where gRPC’s stands', 'returned', {}, 'It brings gRPC status 0 (OK), in the trailers of an HTTP 200.'],
    [
      'has HTTP’s alone where plain HTTP was asked',
      'serve',
      { grpc: false },
      'answers 200 | Pod perch answers 200 | 200 is what an application answers',
    ],
    [
      'arrives with HTTP’s alone where plain HTTP was asked',
      'returned',
      { grpc: false },
      '200 arrives | The reply is back at Pod heron: 200 | It comes from',
    ],
  ] as const)('%s', (_, kind, given, text) => {
    expect(told(kind, given)).toContain(text);
  });
});
