import { actions, DEPTHS, useApp } from '#store';

const TELLS = {
  story: 'what happens, in a sentence',
  operator: 'with the packet, the row that won, the lines, and what to run on a real cluster',
  kernel: 'with every field of the packet and whole tables',
} as const;

/** How deep a hop is told; remembered. */
export function DepthSwitch() {
  const depth = useApp((state) => state.preferences.depth);
  return (
    <fieldset className="depth" aria-label="Depth">
      {DEPTHS.map((one) => (
        <label key={one} title={TELLS[one]} data-chosen={one === depth}>
          <input
            type="radio"
            name="depth"
            className="visually-hidden"
            checked={one === depth}
            onChange={() => actions.prefer({ depth: one })}
          />
          {one}
        </label>
      ))}
    </fieldset>
  );
}
