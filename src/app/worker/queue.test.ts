import { describe, expect, it } from 'vitest';
import type { Message, Question, Result } from './protocol.ts';
import { Queue } from './queue.ts';

const load = (manifests: string): Question => ({ kind: 'load', document: { manifests, rest: '' }, after: 'edit' });
const ask = (name: string): Question => ({ kind: 'ask', asked: { kind: 'saved', name } });

function started() {
  const posted: Message[] = [];
  let restarts = 0;
  const queue = new Queue({ post: (message) => posted.push(message), restart: () => (restarts += 1) });
  const results: Record<string, Result<unknown>['kind']> = {};
  const add = (name: string, question: Question) => queue.add(question, (result) => (results[name] = result.kind));
  const reply = () => queue.reply({ run: posted.at(-1)?.run ?? 0, kind: 'answered', value: '' });
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
