import { useEffect } from 'react';
import { useApp } from '#store';

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
