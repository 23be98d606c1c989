/** How much of a hop is told: its sentence; what an operator checks; all that the engine knows. */
export type Depth = 'story' | 'operator' | 'kernel';

/** Choices that outlive the document and the visit. */
export interface PreferencesSlice {
  readonly depth: Depth;
  /** Keys without Ctrl work outside fields. Off: those who speak or touch press none by accident. */
  readonly singleKeys: 'on' | 'off';
  /** The line that says what to press first; away once it was followed or closed. */
  readonly welcome: 'shown' | 'away';
}

export const DEPTHS: readonly Depth[] = ['story', 'operator', 'kernel'];
export const emptyPreferences: PreferencesSlice = { depth: 'operator', singleKeys: 'on', welcome: 'shown' };

const KEY = 'hopscope.preferences';

/** The choices of an earlier visit; what is not understood is as on a first one. */
export function keptPreferences(storage: Pick<Storage, 'getItem'> | null): PreferencesSlice {
  const kept = fieldsOf(storage?.getItem(KEY) ?? '');
  return {
    depth: DEPTHS.find((one) => one === kept.get('depth')) ?? emptyPreferences.depth,
    singleKeys: kept.get('singleKeys') === 'off' ? 'off' : 'on',
    welcome: kept.get('welcome') === 'away' ? 'away' : 'shown',
  };
}

export function keepPreferences(storage: Pick<Storage, 'setItem'> | null, preferences: PreferencesSlice): void {
  try {
    storage?.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Storage is full or forbidden: the choices hold for this visit.
  }
}

function fieldsOf(text: string): ReadonlyMap<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    return new Map(Object.entries(read ?? {}));
  } catch {
    return new Map();
  }
}
