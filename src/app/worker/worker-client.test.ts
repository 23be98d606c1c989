import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message, Question } from './protocol.ts';
import { createWorkerClient } from './worker-client.ts';

const share: Question = {
  kind: 'share',
  document: { manifests: '', rest: '' },
  asked: null,
  hop: null,
  secrets: 'removed',
  content: 'everything',
};
const ask = { kind: 'ask', asked: { kind: 'saved', name: 'a' } } as const;

/** A worker that never answers. */
class Silent {
  static posted: Question['kind'][] = [];
  static ended = 0;
  addEventListener(): void {}
  postMessage({ question }: Message): void {
    Silent.posted.push(question.kind);
  }
  terminate(): void {
    Silent.ended += 1;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', Silent);
  Silent.posted = [];
  Silent.ended = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a question to the worker', () => {
  it('that somebody waits for ends it after ten seconds', async () => {
    const client = createWorkerClient(() => undefined);
    const result = client.ask(ask);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await result).toMatchObject({ kind: 'failed' });
    expect(Silent.ended).toBe(1);
  });

  it('that nobody must wait for may take long, is told, and can be stopped', async () => {
    const told: (string | null)[] = [];
    const client = createWorkerClient((kind) => told.push(kind));
    const result = client.ask<'share'>(share);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([told, Silent.ended]).toEqual([['share'], 0]);
    client.stopLong();
    expect(await result).toMatchObject({ kind: 'failed' });
    expect([told, Silent.ended]).toEqual([['share', null], 1]);
  });

  it('that takes long is given up for an urgent one, a while after that one came', async () => {
    const client = createWorkerClient(() => undefined);
    const slow = client.ask<'share'>(share);
    await vi.advanceTimersByTimeAsync(30_000);
    void client.ask(ask);
    await vi.advanceTimersByTimeAsync(2000);
    expect(Silent.posted).toEqual(['share']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await slow).toMatchObject({ kind: 'failed' });
    expect(Silent.posted).toEqual(['share', 'ask']);
  });

  it('that somebody waits for cannot be stopped', () => {
    const client = createWorkerClient(() => undefined);
    void client.ask(ask);
    client.stopLong();
    expect(Silent.ended).toBe(0);
  });
});
