import { actions, firstProblem, hopIndex, opensNext, SPEEDS, staleBecause, useApp } from '#store';
import { Icon, type IconName } from '#views/common';
import './controls.css';

/** The player's buttons. */
export function Controls() {
  const playing = useApp((state) => state.player.playing);
  const speed = useApp((state) => state.player.speed);
  const index = useApp(hopIndex);
  const hops = useApp((state) => state.run.answer?.trace.hops.length ?? 0);
  const opens = useApp((state) => opensNext(state.run.answer, hopIndex(state)));
  const problem = useApp((state) => firstProblem(state.run.answer));
  const stale = useApp((state) => staleBecause(state) !== null);
  const isThere = problem !== null && problem === index;
  const words = isThere
    ? 'at the first problem'
    : problem !== null
      ? 'to the first problem'
      : stale
        ? 'run of an older text'
        : 'no problem on the way';
  return (
    <div className="controls">
      <fieldset className="transport" aria-label="Player">
        <Button name="First hop" icon="first" disabled={index === 0} onClick={() => actions.first()} />
        <Button name="Step back" icon="back" disabled={index === 0} onClick={() => actions.step(-1)} />
        <button
          type="button"
          className="button primary square play"
          aria-label={playing ? 'Pause' : 'Play'}
          disabled={hops < 2}
          onClick={() => actions.toggle()}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <Button name="Step" icon="forward" disabled={index >= hops - 1} onClick={() => actions.step(1)} />
        <Button name="Step over what opens here" icon="over" disabled={!opens} onClick={() => actions.stepOver(1)} />
        <Button name="Last hop" icon="last" disabled={index >= hops - 1} onClick={() => actions.last()} />
      </fieldset>
      <div className="transport-more">
        <label>
          <span className="quiet speed-word">Speed</span>{' '}
          <select
            className="speed"
            aria-label="Speed"
            value={speed}
            onChange={(event) => actions.setSpeed(Number(event.target.value))}
          >
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {one}×
              </option>
            ))}
          </select>
        </label>
        <span className="quiet hop-count">
          {hops === 0 ? (
            'nothing sent'
          ) : (
            <>
              <span className="hop-word">hop </span>
              {index + 1} of {hops}
            </>
          )}
        </span>
      </div>
      {hops === 0 ? null : (
        <button
          type="button"
          className="in-text problem-button"
          aria-label={words}
          disabled={problem === null}
          aria-disabled={isThere}
          onClick={() => actions.toFirstProblem()}
        >
          <span className="problem-words">{words}</span>
        </button>
      )}
    </div>
  );
}

function Button(props: {
  readonly name: string;
  readonly icon: IconName;
  readonly disabled: boolean;
  readonly onClick: () => void;
}) {
  return (
    <button
      type="button"
      className="button square"
      aria-label={props.name}
      title={props.name}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}
