import { actions, type Theme, useApp } from '#store';
import { useSystemDark } from './use-theme.ts';

const SIGNS: Readonly<Record<Theme, string>> = { system: '◐', light: '○', dark: '●' };

/** Each press changes the colours that are seen: to the other ones, or back to what the system says. The menu has all three. */
export function ThemeSwitch() {
  const theme = useApp((state) => state.panes.theme);
  const system = useSystemDark() ? 'dark' : 'light';
  const seen = theme === 'system' ? system : theme;
  const other = seen === 'dark' ? 'light' : 'dark';
  const next = other === system ? 'system' : other;
  return (
    <button
      type="button"
      className="button plain square topbar-wide"
      aria-label={`Colours: ${theme === 'system' ? `${system}, as the system` : theme}. Change to ${other}`}
      title={`Colours: ${theme === 'system' ? `${system}, as the system` : theme}. Change to ${other}`}
      onClick={() => actions.setTheme(next)}
    >
      {SIGNS[theme]}
    </button>
  );
}
