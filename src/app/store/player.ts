/** The playhead. `t` counts hops: at 3 the packet rests at the fourth hop, at 3.8 it is on its way to the fifth. */
export interface PlayerSlice {
  readonly t: number;
  readonly playing: boolean;
  readonly speed: number;
}

export const SPEEDS: readonly number[] = [0.5, 1, 2, 4];
export const emptyPlayer: PlayerSlice = { t: 0, playing: false, speed: 1 };
