import { describe, expect, it } from 'vitest';
import { requestOfCommand, shellWords } from './index.ts';

const rows = [
  { name: 'a URL alone', line: 'curl https://a.example/x', from: 'client', want: { url: 'https://a.example/x' } },
  { name: 'a URL without scheme is http', line: 'curl a.example', from: 'client', want: { url: 'http://a.example' } },
  {
    name: 'headers, method, bundled flags',
    line: `curl -skL -X PUT -H 'X-User: a b' -H "Host: b.example" https://a.example/`,
    from: 'client',
    want: {
      url: 'https://a.example/',
      method: 'PUT',
      headers: { 'x-user': 'a b', host: 'b.example' },
      insecure: true,
      follow: true,
    },
  },
  {
    name: 'a body makes it a POST of a form',
    line: 'curl -d a=1 --data-raw @b http://a.example/',
    from: 'client',
    want: {
      url: 'http://a.example/',
      method: 'POST',
      bodyBytes: 6,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  },
  {
    name: 'HEAD and HTTP/2',
    line: 'curl -I --http2 http://a.example/',
    from: 'client',
    want: { url: 'http://a.example/', method: 'HEAD', version: '2' },
  },
  {
    name: '--resolve for that host and port',
    line: 'curl --resolve a.example:443:198.51.100.7 https://a.example/',
    from: 'client',
    want: { url: 'https://a.example/', connectTo: '198.51.100.7:443' },
  },
  {
    name: '--resolve for another port changes nothing',
    line: 'curl --resolve a.example:80:198.51.100.7 https://a.example/',
    from: 'client',
    want: { url: 'https://a.example/' },
  },
  {
    name: '--connect-to for any host',
    line: 'curl --connect-to ::198.51.100.7:8443 https://a.example/',
    from: 'client',
    want: { url: 'https://a.example/', connectTo: '198.51.100.7:8443' },
  },
  {
    name: 'output options change nothing',
    line: 'curl -so /dev/null -w "%{http_code}" http://a.example/',
    from: 'client',
    want: { url: 'http://a.example/' },
  },
] as const;

describe('requestOfCommand', () => {
  it.each(rows)('reads $name', ({ line, from, want }) => {
    const request = requestOfCommand('r', shellWords(line), from);
    expect(request).toMatchObject({ name: 'r', sends: { kind: 'http' } });
    expect('sends' in request && request.sends.kind === 'http' ? request.sends.http : null).toEqual(want);
  });

  it.each([
    {
      line: 'kubectl exec -n shop deploy/api -- curl http://web/',
      from: { kind: 'deployment', namespace: 'shop', name: 'api', container: null },
    },
    {
      line: 'kubectl -n shop exec -it api-0 -c main -- curl -s http://web/',
      from: { kind: 'pod', namespace: 'shop', name: 'api-0', container: 'main' },
    },
    {
      line: 'kubectl exec api-0 --namespace=shop -- curl http://web/',
      from: { kind: 'pod', namespace: 'shop', name: 'api-0', container: null },
    },
  ])('takes the sender from $line', ({ line, from }) => {
    expect(requestOfCommand('r', shellWords(line), null)).toMatchObject({ from });
  });

  it.each([
    {
      name: 'an option it does not know, with the nearest',
      line: 'curl --insecur https://a.example',
      has: '--insecur',
    },
    { name: 'a missing URL', line: 'curl -s', has: 'no URL' },
    { name: 'a second URL', line: 'curl http://a.example http://b.example', has: 'second URL' },
    { name: 'a body from a file', line: 'curl -d @file http://a.example', has: 'reads a file' },
    { name: 'another program', line: 'wget http://a.example', has: 'wget is not understood' },
    { name: 'kubectl without --', line: 'kubectl exec a curl http://a.example', has: 'after --' },
  ])('says a sentence about $name', ({ line, has }) => {
    const problem = requestOfCommand('r', shellWords(line), 'client');
    expect('sentence' in problem ? problem.sentence : '').toContain(has);
  });
});

describe('shellWords', () => {
  it.each([
    { line: `a 'b c' "d e"`, words: ['a', 'b c', 'd e'] },
    { line: 'a\\ b c', words: ['a b', 'c'] },
    { line: 'a \\\n  b', words: ['a', 'b'] },
    { line: `-H'x: y'""`, words: ['-Hx: y'] },
    { line: `"a \\"b\\" \\c"`, words: ['a "b" \\c'] },
    { line: `it's`, words: [`it's`] },
    { line: '', words: [] },
  ])('splits $line', ({ line, words }) => {
    expect(shellWords(line)).toEqual(words);
  });
});
