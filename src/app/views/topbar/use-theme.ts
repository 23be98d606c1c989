import { useEffect, useSyncExternalStore } from 'react';
import { useApp } from '#store';

const DARK = '(prefers-color-scheme: dark)';

/** Whether the system asks for dark colours. */
export function useSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const dark = matchMedia(DARK);
      dark.addEventListener('change', changed);
      return () => dark.removeEventListener('change', changed);
    },
    () => matchMedia(DARK).matches,
  );
}

/** Puts the chosen theme on the document, following the system where that is chosen. */
export function useTheme(): void {
  const theme = useApp((state) => state.panes.theme);
  const systemDark = useSystemDark();
  useEffect(() => {
    document.documentElement.dataset.theme = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme;
  }, [theme, systemDark]);
}
