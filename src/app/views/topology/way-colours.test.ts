import { describe, expect, it } from 'vitest';
import type { Point } from './measures.ts';
import { colouredPieces } from './way-colours.ts';

const at = (x: number, y: number): Point => ({ x, y });
const nodes = [
  { x: 100, y: 0, w: 200, h: 50 },
  { x: 100, y: 60, w: 200, h: 50 },
];

describe('the colour of a line', () => {
  it.each([
    {
      name: 'inside a node is that of what decides at its end',
      line: [at(110, 20), at(200, 20)],
      pieces: [{ layer: 'policy', points: [at(110, 20), at(200, 20)] }],
    },
    {
      name: 'between places is that of the network',
      line: [at(10, 20), at(50, 20), at(50, 40)],
      pieces: [{ layer: 'cni', points: [at(10, 20), at(50, 20), at(50, 40)] }],
    },
    {
      name: 'changes at the border of a node',
      line: [at(200, 20), at(90, 20), at(90, 80), at(150, 80)],
      pieces: [
        { layer: 'policy', points: [at(200, 20), at(100, 20)] },
        { layer: 'cni', points: [at(100, 20), at(90, 20), at(90, 80), at(100, 80)] },
        { layer: 'policy', points: [at(100, 80), at(150, 80)] },
      ],
    },
  ])('$name', ({ line, pieces }) => {
    expect(colouredPieces(line, 'policy', nodes)).toEqual(pieces);
  });
});
