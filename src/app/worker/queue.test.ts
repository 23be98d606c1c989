import { describe, expect, it } from 'vitest';
import type { Answers, Message, Question, Result } from './protocol.ts';
import { Queue } from './queue.ts';

const load = (manifests: string): Question => ({ kind: 'load', document: { manifests, rest: '' }, after: 'edit' });
const ask = (name: string): Question => ({ kind: 'ask', asked: { kind: 'saved', name } });

const opening = (manifests: string): Question => ({
  kind: 'load',
  document: { manifests, rest: '' },
  after: 'opening',
});
const share: Question = {
  kind: 'share',
  document: { manifests: 'a', rest: '' },
  asked: null,
  hop: null,
  secrets: 'removed',
  content: 'everything',
};
const read = { problems: [] } as unknown as Answers['load'];
const unreadable = {
  problems: [{ code: 'BrokenYaml', severity: 'error', place: { source: 'scenario' } }],
} as unknown as Answers['load'];

function started() {
  const posted: Message[] = [];
  let restarts = 0;
  const queue = new Queue({ post: (message) => posted.push(message), restart: () => (restarts += 1) });
  const results: Record<string, Result<unknown>['kind']> = {};
  const add = (name: string, question: Question) => queue.add(question, (result) => (results[name] = result.kind));
  const reply = () => queue.reply({ run: posted.at(-1)?.run ?? 0, kind: 'answered', value: read });
  return { queue, posted, results, add, reply, restarts: () => restarts };
}

describe('questions to the engine', () => {
  it('go out one at a time', () => {
    const { posted, add, reply, results } = started();
    add('load', load('a'));
    add('ask', ask('x'));
    expect(posted).toHaveLength(1);
    reply();
    expect(posted.map((one) => one.question.kind)).toEqual(['load', 'ask']);
    reply();
    expect(results).toEqual({ load: 'done', ask: 'done' });
  });

  it('of which a newer one of the kind is waiting are answered as superseded', () => {
    const { posted, add, reply, results } = started();
    add('a', load('a'));
    add('b', load('b'));
    add('c', load('c'));
    expect(results).toEqual({ b: 'superseded' });
    reply();
    expect(results.a).toBe('superseded');
    reply();
    expect(results.c).toBe('done');
    expect(posted).toHaveLength(2);
  });

  it('about tables do not overtake one another', () => {
    const { add, reply, results } = started();
    const table = (name: string): Question => ({ kind: 'table', table: { kind: 'routes', at: 'n', name }, row: null });
    add('a', table('a'));
    add('b', table('b'));
    reply();
    reply();
    expect(results).toEqual({ a: 'done', b: 'done' });
  });

  it('past the limit end the engine, and the last good document is loaded again before the next', () => {
    const { queue, posted, add, reply, results, restarts } = started();
    add('a', load('a'));
    reply();
    add('slow', ask('x'));
    queue.interrupt('limit');
    expect([results.slow, restarts()]).toEqual(['failed', 1]);
    add('next', ask('y'));
    expect(posted.at(-1)?.question).toEqual(load('a'));
    reply();
    expect(posted.at(-1)?.question).toEqual(ask('y'));
    reply();
    expect(results.next).toBe('done');
  });

  it('about a document that was opened and did not load are not asked of the one before it', () => {
    const { queue, posted, add, reply } = started();
    add('a', opening('a'));
    reply();
    add('b', opening('b'));
    queue.interrupt('limit');
    add('thing', { kind: 'thing', ref: 'Service/a/a' });
    expect(posted.at(-1)?.question.kind).toBe('thing');
  });

  it('after a fault are asked of the text that is shown, not of one that cannot be read or was overtaken', () => {
    const { queue, posted, add, reply } = started();
    add('a', load('a'));
    reply();
    add('b', load('b'));
    queue.reply({ run: posted.at(-1)?.run ?? 0, kind: 'answered', value: unreadable });
    add('c', load('c'));
    add('d', load('d'));
    reply();
    queue.interrupt('crash');
    add('ask', ask('x'));
    expect(posted.at(-1)?.question).toEqual(load('a'));
  });

  it('go on where even the last good document does not load again', () => {
    const { queue, posted, add, reply, restarts } = started();
    add('a', load('a'));
    reply();
    add('slow', ask('x'));
    queue.interrupt('limit');
    add('next', ask('y'));
    queue.interrupt('limit');
    expect([posted.at(-1)?.question, restarts()]).toEqual([ask('y'), 2]);
  });

  it('see the document before an edit again, so that what changed can be said', () => {
    const { queue, posted, add, reply } = started();
    add('a', load('a'));
    reply();
    add('b', load('b'));
    queue.interrupt('crash');
    add('c', load('c'));
    reply();
    expect(posted.slice(-2).map(({ question }) => question)).toEqual([load('a'), load('c')]);
  });

  it.each([
    { name: 'a share that something urgent waits for', waits: load('b'), isHeldUp: true },
    { name: 'a share that something without hurry waits for', waits: { kind: 'ways' } as const, isHeldUp: false },
  ])('that may take long are held up by nobody: $name', ({ waits, isHeldUp }) => {
    const { queue, add, reply, results } = started();
    add('a', load('a'));
    expect(queue.long).toBeNull();
    reply();
    add('share', share);
    expect([queue.long, queue.isHeldUp]).toEqual(['share', false]);
    add('next', waits);
    expect(queue.isHeldUp).toBe(isHeldUp);
    queue.interrupt('overtaken');
    expect(results.share).toBe('failed');
  });

  it('that a person asks go before another value that is tried', () => {
    const { posted, add, reply } = started();
    add('load', load('a'));
    add('other', { kind: 'other', asked: { kind: 'saved', name: 'x' }, setting: 'cni', choice: 'weave' });
    add('ask', ask('x'));
    add('find', { kind: 'find', text: 'x' });
    for (const _ of [1, 2, 3]) reply();
    expect(posted.map(({ question }) => question.kind)).toEqual(['load', 'ask', 'find', 'other']);
  });

  it('answered after their run was given up are not heard', () => {
    const { queue, posted, add, results } = started();
    add('a', load('a'));
    const old = posted[0]?.run ?? 0;
    queue.interrupt('limit');
    add('b', load('b'));
    queue.reply({ run: old, kind: 'answered', value: '' });
    expect(results).toEqual({ a: 'failed' });
  });
});
