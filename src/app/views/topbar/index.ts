export { Safety } from './safety.tsx';
export { Topbar } from './topbar.tsx';
export { useTheme } from './use-theme.ts';
