import './beside.css';
import { ChangesBox } from './changes-box.tsx';
import { OtherEnds } from './other-ends.tsx';

/** What stands beside the verdict: what changed, and what else it could be. */
export function Beside() {
  return (
    <>
      <ChangesBox />
      <OtherEnds />
    </>
  );
}
