import { useEffect, useId, useRef } from 'react';
import { actions, useApp } from '#store';
import { count, Icon } from '#views/common';
import { filtersFor } from './filter.ts';
import './toolbar.css';

/** Finding, leaving out and zooming: the row above the picture. */
export function Toolbar() {
  return (
    <div className="picture-bar" role="toolbar" aria-label="Picture">
      <Search />
      <Filter />
      <WaysSwitch />
      <span className="zoom">
        <button
          type="button"
          className="button square plain"
          aria-label="Zoom out"
          onClick={() => dispatchEvent(new CustomEvent('hopscope:zoom', { detail: 'out' }))}
        >
          <Icon name="minus" />
        </button>
        <button
          type="button"
          className="button square plain"
          aria-label="Fit the picture"
          title="The whole picture, or readable again (f)"
          onClick={() => dispatchEvent(new Event('hopscope:fit'))}
        >
          <Icon name="fit" />
        </button>
        <button
          type="button"
          className="button square plain"
          aria-label="Zoom in"
          onClick={() => dispatchEvent(new CustomEvent('hopscope:zoom', { detail: 'in' }))}
        >
          <Icon name="plus" />
        </button>
      </span>
    </div>
  );
}

function Search() {
  const { search, found, foundTotal, foundAt } = useApp((state) => state.picture);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = () => input.current?.select();
    addEventListener('hopscope:search', focus);
    return () => removeEventListener('hopscope:search', focus);
  }, []);
  const said =
    search.trim() === ''
      ? ''
      : found.length === 0
        ? 'nothing found'
        : `${foundAt + 1} of ${count(foundTotal, 'thing')}${foundTotal > found.length ? `; the first ${found.length} are marked` : ''}`;
  return (
    <search className="find">
      <input
        ref={input}
        type="search"
        className="field"
        placeholder="Find: name, IP, label, kind"
        aria-label="Find in the picture"
        title="Find in the picture (/); Enter goes to the next"
        aria-describedby={id}
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => void actions.searchPicture(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') actions.nextFound(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') void actions.searchPicture('');
          else return;
          event.preventDefault();
        }}
      />
      <output className="quiet" id={id} aria-live="polite">
        {said}
      </output>
    </search>
  );
}

function Filter() {
  const picture = useApp((state) => state.run.loaded?.picture ?? null);
  const now = useApp((state) => JSON.stringify(state.picture.filter));
  const choices = picture ? filtersFor(picture) : [];
  const gone = !choices.some((one) => JSON.stringify(one.filter) === now);
  return (
    <select
      className="field"
      aria-label="Show"
      data-on={now !== JSON.stringify(choices[0]?.filter)}
      value={gone ? JSON.stringify(choices[0]?.filter) : now}
      onChange={(event) => {
        const choice = choices.find((one) => JSON.stringify(one.filter) === event.target.value);
        if (choice) actions.filterPicture(choice.filter);
      }}
    >
      {choices.map(({ text, filter }) => (
        <option key={text} value={JSON.stringify(filter)}>
          Show {text}
        </option>
      ))}
    </select>
  );
}

function WaysSwitch() {
  const ways = useApp((state) => state.picture.ways);
  const requests = useApp((state) => state.run.loaded?.requests.length ?? 0);
  if (requests < 2) return null;
  return (
    <button
      type="button"
      className="button"
      aria-pressed={ways === 'all'}
      title="The ways of all saved requests at once"
      onClick={() => void actions.showWays(ways === 'all' ? 'this' : 'all')}
    >
      All requests
    </button>
  );
}
