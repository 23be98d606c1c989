import { describe, expect, it } from 'vitest';
import type { EngineClient } from '#worker';
import { createPictureActions } from './picture-actions.ts';
import { type AppState, emptyState } from './state.ts';

function started(answers: Readonly<Record<string, unknown>>) {
  let state: AppState = emptyState;
  const asked: string[] = [];
  const client = {
    ask: (question: { readonly kind: string }) => {
      asked.push(question.kind);
      return Promise.resolve({ kind: 'done', value: answers[question.kind] });
    },
  } as unknown as EngineClient;
  const store = {
    getState: () => state,
    setState: (change: (before: AppState) => AppState) => {
      state = change(state);
    },
  };
  const environment = { client } as Parameters<typeof createPictureActions>[1];
  return { actions: createPictureActions(store, environment), asked, picture: () => state.picture, state: () => state };
}

const found = ['Pod/shop/a', 'Pod/shop/b'].map((ref) => ({ ref, by: 'name' as const }));

describe('looking around in the picture', () => {
  it('goes to the first thing found, and round', async () => {
    const { actions, picture } = started({ find: { found, total: 340 } });
    await actions.searchPicture('a');
    expect(picture()).toMatchObject({ found: ['Pod/shop/a', 'Pod/shop/b'], foundTotal: 340, foundAt: 0 });
    actions.nextFound(1);
    expect(picture().foundAt).toBe(0);
    actions.nextFound(1);
    actions.nextFound(1);
    expect(picture().foundAt).toBe(0);
    actions.nextFound(-1);
    expect(picture().foundAt).toBe(1);
  });

  it('asks nothing for an empty text', async () => {
    const { actions, asked, picture } = started({ find: { found, total: 340 } });
    await actions.searchPicture(' ');
    expect(asked).toEqual([]);
    expect(picture().found).toEqual([]);
  });

  it('asks for all ways when they are switched on, and again after an edit', async () => {
    const { actions, asked } = started({ ways: [] });
    await actions.refreshPicture();
    expect(asked).toEqual([]);
    await actions.showWays('all');
    await actions.refreshPicture();
    expect(asked).toEqual(['ways', 'ways']);
  });

  it('selects a thing while its panel is open', async () => {
    const { actions, state } = started({ thing: { ref: 'Pod/shop/a' } });
    await actions.openThing('Pod/shop/a');
    expect(state().selection.object).toBe('Pod/shop/a');
    actions.closeThing();
    expect(state().selection.object).toBeNull();
    expect(state().picture.thing).toBeNull();
  });
});
