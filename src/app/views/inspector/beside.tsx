import { isRead, shownChange, useApp } from '#store';
import './beside.css';
import { ChangesBox } from './changes-box.tsx';
import { OtherEnds } from './other-ends.tsx';

/** What stands beside the verdict: what changed, and what else it could be. */
export function Beside() {
  const change = useApp((state) => (isRead(state.beside) ? null : shownChange(state.beside, state.run)));
  return (
    <>
      <output className="visually-hidden">
        {change ? `Changed. Was: ${change.was.sentence}. Now: ${change.now.sentence}.` : ''}
      </output>
      <ChangesBox />
      <OtherEnds />
    </>
  );
}
