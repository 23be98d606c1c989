import { actions, titleOf, useApp } from '#store';
import { HistoryButtons } from './history-buttons.tsx';
import { MoreMenu } from './more-menu.tsx';
import { ThemeSwitch } from './theme-switch.tsx';
import './topbar.css';

const FROM_WORDS = {
  example: 'an example',
  link: 'from a link',
  kept: 'kept in this browser',
  own: 'edited, not shared',
} as const;

/** Name, title of what is open, and what can be done with the whole of it. */
export function Topbar() {
  const title = useApp((state) => titleOf(state.run.loaded));
  const from = useApp((state) => state.document.from);
  return (
    <header className="topbar">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <path d="M3 16c3-12 6-12 8 0 1.600-8 4-8 8-10" fill="none" stroke="currentColor" strokeWidth="2" />
        <circle cx="19" cy="6" r="2.600" className="topbar-dot" />
      </svg>
      <h1>Hopscope</h1>
      <span className="topbar-title" title={title}>
        {title}
      </span>
      <span className="quiet topbar-from">{FROM_WORDS[from]}</span>
      <span className="grow" />
      <HistoryButtons />
      <button type="button" className="button plain topbar-wide" onClick={() => actions.openDialog('gallery')}>
        Gallery
      </button>
      <button type="button" className="button plain topbar-wide" onClick={() => actions.openDialog('open')}>
        Open
      </button>
      <button
        type="button"
        className="button primary"
        aria-label="Share link"
        onClick={() => actions.openDialog('share')}
      >
        <span>
          Share<span className="topbar-rest"> link</span>
        </span>
      </button>
      <ThemeSwitch />
      <button
        type="button"
        className="button plain square topbar-wide"
        aria-label="Keyboard keys"
        title="Keyboard keys (?)"
        onClick={() => actions.openDialog('keys')}
      >
        ?
      </button>
      <MoreMenu />
    </header>
  );
}
