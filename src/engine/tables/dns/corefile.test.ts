import { describe, expect, test } from 'vitest';
import { parseCorefile } from './corefile.ts';

const codes = (text: string): readonly string[] =>
  parseCorefile(text, 'ConfigMap/kube-system/coredns').problems.map(({ code }) => code);

describe('a Corefile', () => {
  test('is read into blocks, plugins and their lines', () => {
    const { blocks, problems } = parseCorefile(
      `# comment
home.example:5300, 10.2.0.0/16 {
  kubernetes home.example {
    pods verified   # known pods only
    namespaces "one" two
  }
  forward . 192.0.2.1 { force_tcp }
}`,
      '',
    );
    expect(problems).toEqual([]);
    expect(blocks.map(({ zones, port }) => ({ zones, port }))).toEqual([
      { zones: ['home.example.'], port: 5300 },
      { zones: ['2.10.in-addr.arpa.'], port: 53 },
    ]);
    const [kubernetes, forward] = blocks[0]?.plugins ?? [];
    expect(kubernetes?.block.map(({ name, args }) => [name, ...args])).toEqual([
      ['pods', 'verified'],
      ['namespaces', 'one', 'two'],
    ]);
    expect(forward?.args).toEqual(['.', '192.0.2.1']);
  });

  test('uses snippets where they are imported', () => {
    const { blocks } = parseCorefile(
      '(common) {\n  errors\n  loop\n}\n. {\n  import common\n  forward . 192.0.2.1\n}',
      '',
    );
    expect(blocks[0]?.plugins.map(({ name }) => name)).toEqual(['errors', 'loop', 'forward']);
  });

  test.each([
    [
      'a plugin that is not modelled is named',
      '. {\n  template IN A {\n    answer x\n  }\n}',
      ['NotModelledDnsPlugin'],
    ],
    ['plugins without effect on answers are no problem', '. {\n  errors\n  prometheus :9153\n}', []],
    [
      'a rewrite whose expression Go cannot read is named',
      '. {\n  rewrite name regex (?!shop).* web.shop.svc.cluster.local\n}',
      ['NotModelledExpression'],
    ],
    ['a rewrite that can be read is no problem', '. {\n  rewrite name regex (.*)\\.old {1}.new\n}', []],
    ['a missing brace is an error', '. {\n  errors\n', ['CorefileBroken']],
    ['a brace too many is an error', '. {\n}\n}', ['CorefileBroken']],
    ['an imported file cannot be read', '. {\n  import custom/*.override\n}', ['NotModelledCorefileImport']],
    ['an empty text has no blocks and no problem', '', []],
  ])('%s', (_, text, wanted) => {
    expect(codes(text)).toEqual(wanted);
  });

  test('a problem says the line', () => {
    expect(parseCorefile('. {\n  errors\n  whoami\n}', '').problems[0]?.sentence).toContain('line 3');
  });
});
