export { RequestBar } from './request-bar.tsx';
