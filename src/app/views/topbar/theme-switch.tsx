import { actions, type Theme, useApp } from '#store';

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '○', dark: '●' };

/** The system's colours, light or dark, in turn. */
export function ThemeSwitch() {
  const theme = useApp((state) => state.panes.theme);
  return (
    <button
      type="button"
      className="button plain square topbar-wide"
      aria-label={`Colours: ${theme}`}
      title={`Colours: ${theme}`}
      onClick={() => actions.setTheme(NEXT[theme])}
    >
      {SIGNS[theme]}
    </button>
  );
}
