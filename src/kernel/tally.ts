import type { LoadableMode } from './rules.ts';

interface Count {
  scenarios: number;
  texts: number;
  agreed: number;
  differ: number;
}

/** What came of a run, counted: by mode, and by reason where something could not be tried. */
export class Tally {
  private readonly modes = new Map<LoadableMode, Count>();
  private readonly left = new Map<string, number>();

  scenario(mode: LoadableMode): void {
    this.of(mode).scenarios += 1;
  }

  connection(mode: LoadableMode, outcome: 'agreed' | 'differ'): void {
    this.of(mode)[outcome] += 1;
  }

  /** Rule texts held against the kernel's, and how often it refuses them or lists them otherwise. */
  texts(mode: LoadableMode, held: number, differ: number): void {
    this.of(mode).texts += held;
    this.of(mode).differ += differ;
  }

  leave(why: string, by = 1): void {
    this.left.set(why, (this.left.get(why) ?? 0) + by);
  }

  /** Connections and rule texts over both modes. */
  get totals(): { readonly agreed: number; readonly differ: number } {
    const counts = [...this.modes.values()];
    return {
      agreed: counts.reduce((sum, one) => sum + one.agreed + one.texts, 0),
      differ: counts.reduce((sum, one) => sum + one.differ, 0),
    };
  }

  print(): string {
    const lines = [...this.modes].map(
      ([mode, { scenarios, texts, agreed, differ }]) =>
        `${mode}: ${scenarios} scenarios, ${texts} rule texts as the kernel lists them, ${agreed} connections as the engine says, ${differ} differences`,
    );
    const reasons = [...this.left].sort(([, a], [, b]) => b - a).map(([why, many]) => `not expressed: ${many}, ${why}`);
    return [...lines, ...reasons].map((line) => `${line}\n`).join('');
  }

  private of(mode: LoadableMode): Count {
    const known = this.modes.get(mode) ?? { scenarios: 0, texts: 0, agreed: 0, differ: 0 };
    this.modes.set(mode, known);
    return known;
  }
}
