import { actions } from '#store';
import './beside.css';
import { ChangesBox } from './changes-box.tsx';
import { OtherEnds } from './other-ends.tsx';

/** What stands beside the verdict: what changed, and what else it could be. */
export function Beside() {
  return (
    <>
      <ChangesBox />
      <OtherEnds />
      <p className="beside-compare">
        <button type="button" className="in-text" onClick={() => actions.showInspector('compare')}>
          Compare with another run
        </button>
      </p>
    </>
  );
}
