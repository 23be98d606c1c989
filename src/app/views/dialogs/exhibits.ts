import type { LayerName } from '#view';
import { LAYER_WORDS } from '#views/common';

/** One scenario of the gallery, as `gallery/index.json` lists it. */
export interface Exhibit {
  readonly name: string;
  /** The heading it stands under. */
  readonly theme: string;
  readonly title: string;
  /** What it teaches, in one sentence. */
  readonly teaches: string;
  readonly layer: LayerName;
}

/** The list as it was fetched; entries that lack a field are left out. */
export function readExhibits(value: unknown): readonly Exhibit[] {
  return Array.isArray(value) ? value.filter(isExhibit) : [];
}

function isExhibit(value: unknown): value is Exhibit {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'theme' in value &&
    typeof value.theme === 'string' &&
    'title' in value &&
    typeof value.title === 'string' &&
    'teaches' in value &&
    typeof value.teaches === 'string' &&
    'layer' in value &&
    typeof value.layer === 'string' &&
    value.layer in LAYER_WORDS
  );
}

/** The list by theme, both in the order of the list. */
export function exhibitsByTheme(all: readonly Exhibit[]): ReadonlyMap<string, readonly Exhibit[]> {
  const themes = new Map<string, Exhibit[]>();
  for (const one of all) {
    const known = themes.get(one.theme);
    if (known === undefined) themes.set(one.theme, [one]);
    else known.push(one);
  }
  return themes;
}

/** The list of the gallery, from this page's own server. */
export async function fetchExhibits(): Promise<readonly Exhibit[]> {
  const response = await fetch('./gallery/index.json');
  return readExhibits(await response.json());
}
