import { describe, expect, it } from 'vitest';
import { readCommandLine, requestOfCommand, shellWords } from './index.ts';

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
    { name: 'a command alone', line: 'curl', has: 'no URL' },
    { name: 'a database of its own machine', line: 'psql app', has: 'write psql -h HOST' },
    { name: 'a call of nothing', line: 'grpcurl web:80', has: 'what is called' },
    { name: 'another program', line: 'http http://a.example', has: 'http is not understood' },
    { name: 'a command that waits', line: 'nc -l 80', has: 'waits for connections' },
    { name: 'a host without a port', line: 'nc -zv web', has: 'needs a host and one port' },
    { name: 'a lookup of nothing', line: 'dig +short', has: 'needs a name' },
    { name: 'two names at once', line: 'dig a.example b.example', has: 'second name, b.example' },
    { name: 'another word of kubectl', line: 'kubectl get pods', has: 'only exec' },
    { name: 'kubectl without --', line: 'kubectl exec a curl http://a.example', has: 'after --' },
  ])('says a sentence about $name', ({ line, has }) => {
    const problem = requestOfCommand('r', shellWords(line), 'client');
    expect('sentence' in problem ? problem.sentence : '').toContain(has);
  });
});

const sent = [
  { line: 'wget -qO- -T 3 http://web/x', want: { http: { url: 'http://web/x', follow: true } } },
  {
    line: "wget --header='Host: a.example' --post-data=a=1 -S -O /dev/null web",
    want: { http: { url: 'http://web', method: 'POST', headers: { host: 'a.example' }, bodyBytes: 3, follow: true } },
  },
  { line: 'wget --spider -q web:8080', want: { http: { url: 'http://web:8080', method: 'HEAD', follow: true } } },
  { line: 'curl -G -d a=1 -d b=2 http://web/?x=0', want: { http: { url: 'http://web/?x=0&a=1&b=2' } } },
  {
    line: 'curl --json {} http://web/',
    want: {
      http: { url: 'http://web/', method: 'POST', bodyBytes: 2, headers: { 'content-type': 'application/json' } },
    },
  },
  { line: 'curl -H "X-Y:" -H "X-Z;" http://web/', want: { http: { url: 'http://web/', headers: { 'x-z': '' } } } },
  { line: 'nc -zvw3 db.shop 5432', want: { connect: { to: 'db.shop', port: 5432 } } },
  { line: 'nc -zu 10.96.0.10 53', want: { connect: { to: '10.96.0.10', port: 53, protocol: 'UDP' } } },
  { line: 'telnet db 5432', want: { connect: { to: 'db', port: 5432 } } },
  { line: 'ping -c 3 10.244.0.7', want: { connect: { to: '10.244.0.7', protocol: 'ICMP' } } },
  { line: 'nslookup web.shop', want: { dns: { name: 'web.shop' } } },
  { line: 'nslookup -type=srv web 10.96.0.10', want: { dns: { name: 'web', type: 'SRV', server: '10.96.0.10' } } },
  {
    line: 'dig +short web.shop.svc.cluster.local',
    want: { dns: { name: 'web.shop.svc.cluster.local', search: false } },
  },
  {
    line: 'dig @10.96.0.10 AAAA web +search +tcp',
    want: { dns: { name: 'web', type: 'AAAA', search: true, server: '10.96.0.10', transport: 'tcp' } },
  },
  { line: 'host -t srv web', want: { dns: { name: 'web', type: 'SRV' } } },
  {
    line: "grpcurl -plaintext -H 'X-User: a' -d '{}' web.shop:50051 a.v1.Cart/Get",
    want: { grpc: { url: 'http://web.shop:50051', service: 'a.v1.Cart', method: 'Get', headers: { 'x-user': 'a' } } },
  },
  {
    line: 'grpcurl -insecure web:443 a.Cart.Get',
    want: { grpc: { url: 'https://web:443', service: 'a.Cart', method: 'Get', insecure: true } },
  },
  {
    line: 'grpcurl --plaintext web:50051 list',
    want: {
      grpc: {
        url: 'http://web:50051',
        service: 'grpc.reflection.v1.ServerReflection',
        method: 'ServerReflectionInfo',
      },
    },
  },
  { line: 'redis-cli -h cache.shop -p 6380 SET a -1', want: { connect: { to: 'cache.shop', port: 6380 } } },
  { line: 'redis-cli -u redis://:secret@cache/0 ping', want: { connect: { to: 'cache', port: 6379 } } },
  { line: 'psql -h db -U app -c "select 1"', want: { connect: { to: 'db', port: 5432 } } },
  { line: 'psql postgresql://app@db.shop:5433/app', want: { connect: { to: 'db.shop', port: 5433 } } },
  { line: 'psql "host=db user=app"', want: { connect: { to: 'db', port: 5432 } } },
  { line: 'mysql --host=db -P3307 -u root -psecret', want: { connect: { to: 'db', port: 3307 } } },
  { line: 'getent hosts web', want: { dns: { name: 'web' } } },
  { line: '/usr/bin/curl web', want: { http: { url: 'http://web' } } },
  { line: `sh -c "nc -z db 5432"`, want: { connect: { to: 'db', port: 5432 } } },
] as const;

describe('readCommandLine', () => {
  it.each(sent)('reads $line', ({ line, want }) => {
    const reading = readCommandLine('r', line, 'client');
    expect('request' in reading ? reading.request.sends : reading.sentence).toEqual({
      kind: Object.keys(want)[0],
      ...want,
    });
    expect('left' in reading ? reading.left : null).toEqual([]);
  });

  it.each([
    { line: 'curl -x proxy:3128 -u a:b http://web/', left: ['-x proxy:3128', '-u a:b'] },
    { line: 'curl -d @file http://web/', left: ['the length of -d @file'] },
    { line: 'curl -F a=@b http://web/', left: ['the length of -F a=@b'] },
    { line: 'curl -s http://web/ | jq .name', left: ['what follows it, | jq .name'] },
    { line: 'curl -s http://web/ > /dev/null 2>&1', left: ['what follows it, > /dev/null 2>&1'] },
    { line: "curl 'http://web/?a=1|2;3' -H 'x: a; b'; echo done", left: ['what follows it, echo done'] },
    { line: 'nc -z db 5432; echo done', left: ['what follows it, echo done'] },
    { line: 'dig @kube-dns web', left: ['the server kube-dns, which only an address can name'] },
    {
      line: 'kubectl run tmp --rm -it --image=busybox --restart=Never -- wget -qO- http://web/',
      left: ['the pod that kubectl run would start, which is not in the manifests'],
    },
    { line: 'kubectl exec web-0 -- sh -c "curl http://web/ && echo yes"', left: ['what follows it, && echo yes'] },
  ])('names what is left over of $line', ({ line, left }) => {
    expect(readCommandLine('r', line, 'client')).toMatchObject({ left });
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
