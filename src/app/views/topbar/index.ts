export { Topbar, useTheme } from './topbar.tsx';
