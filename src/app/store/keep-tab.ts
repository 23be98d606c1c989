/** Which document this tab shows, across reloads and crashes; a new tab remembers none. */
export interface TabMemory {
  remembered(): string | null;
  remember(id: string): void;
}

const KEY = 'hopscope.document';

/** A tab's memory in its session storage; where that is forbidden, it remembers nothing. */
export function createTabMemory(session: Pick<Storage, 'getItem' | 'setItem'> | null): TabMemory {
  return {
    remembered: () => session?.getItem(KEY) ?? null,
    remember(id) {
      try {
        session?.setItem(KEY, id);
      } catch {
        // The next visit opens what was worked on last.
      }
    },
  };
}
