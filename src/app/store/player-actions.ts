import { firstProblem, hopIndex } from './derive.ts';
import { hopOver } from './over.ts';
import type { PlayerSlice } from './player.ts';
import type { Store } from './state.ts';

/** The playhead's buttons and keys. */
export interface PlayerActions {
  readonly play: () => void;
  readonly pause: () => void;
  /** Play or pause; at the end it plays from the start. */
  readonly toggle: () => void;
  readonly step: (by: 1 | -1) => void;
  /** Steps past what opens on the way: a lookup, an upstream connection. */
  readonly stepOver: (by: 1 | -1) => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly goTo: (hop: number) => void;
  /** Moves the playhead without stopping at hops, as scrubbing does. */
  readonly scrub: (t: number) => void;
  readonly toFirstProblem: () => void;
  readonly setSpeed: (speed: number) => void;
  /** Moves on by a fraction of hops; stops at the end. */
  readonly advance: (hops: number) => void;
}

export function createPlayerActions(store: Store): PlayerActions {
  const set = (change: Partial<PlayerSlice>) =>
    store.setState((state) => ({ ...state, player: { ...state.player, ...change } }));
  const end = () => (store.getState().run.answer?.trace.hops.length ?? 1) - 1;
  const clamp = (t: number) => Math.max(0, Math.min(t, end()));
  const goTo = (hop: number) => set({ t: clamp(hop), playing: false });

  return {
    play: () => set({ playing: end() > 0, t: store.getState().player.t >= end() ? 0 : store.getState().player.t }),
    pause: () => set({ playing: false }),
    toggle() {
      const { t, playing } = store.getState().player;
      if (playing) set({ playing: false });
      else set({ playing: end() > 0, t: t >= end() ? 0 : t });
    },
    step(by) {
      const here = hopIndex(store.getState());
      const between = store.getState().player.t - here > 1e-6;
      goTo(by === 1 ? here + 1 : between ? here : here - 1);
    },
    stepOver(by) {
      const { answer } = store.getState().run;
      goTo(hopOver(answer, hopIndex(store.getState()), by));
    },
    first: () => goTo(0),
    last: () => goTo(end()),
    goTo,
    scrub: (t) => set({ t: clamp(t), playing: false }),
    toFirstProblem() {
      const problem = firstProblem(store.getState().run.answer);
      if (problem !== null) goTo(problem);
    },
    setSpeed: (speed) => set({ speed }),
    advance(hops) {
      const t = store.getState().player.t + hops;
      set(t >= end() ? { t: end(), playing: false } : { t });
    },
  };
}
