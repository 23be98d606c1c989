import { useEffect } from 'react';
import { actions, type Theme, titleOf, useApp } from '#store';
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
      <span className="topbar-title">{title}</span>
      <span className="quiet topbar-from">{FROM_WORDS[from]}</span>
      <span className="grow" />
      <button type="button" className="button plain" onClick={() => actions.openDialog('gallery')}>
        Gallery
      </button>
      <button type="button" className="button plain" onClick={() => actions.openDialog('open')}>
        Open
      </button>
      <button type="button" className="button primary" onClick={() => actions.openDialog('share')}>
        Share link
      </button>
      <ThemeSwitch />
      <button
        type="button"
        className="button plain square"
        aria-label="Keyboard keys"
        title="Keyboard keys (?)"
        onClick={() => actions.openDialog('keys')}
      >
        ?
      </button>
    </header>
  );
}

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '○', dark: '●' };

function ThemeSwitch() {
  const theme = useApp((state) => state.panes.theme);
  return (
    <button
      type="button"
      className="button plain square"
      aria-label={`Colours: ${theme}`}
      title={`Colours: ${theme}`}
      onClick={() => actions.setTheme(NEXT[theme])}
    >
      {SIGNS[theme]}
    </button>
  );
}

/** Puts the chosen theme on the document, following the system where that is chosen. */
export function useTheme(): void {
  const theme = useApp((state) => state.panes.theme);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
}
