import type { EngineClient } from '#worker';
import type { Shelf } from './keep.ts';
import type { TabMemory } from './keep-tab.ts';
import type { Channel } from './tabs.ts';

/** What the store needs of the world around it. */
export interface Environment {
  readonly client: EngineClient;
  readonly shelf: Shelf;
  readonly tab: TabMemory;
  /** To the page's other tabs. */
  readonly channel: Channel;
  /** A name that nothing else has. */
  readonly fresh: () => string;
  /** A scenario of the gallery by its name; a first visit opens `shop`. `null` if it cannot be had. */
  readonly example: (name: string) => Promise<string | null>;
  /** Whether the user asked for less motion: then nothing plays by itself. */
  readonly prefersStill: () => boolean;
  /** Whether the page is one column, where the picture that plays may be out of sight. */
  readonly isNarrow: () => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
