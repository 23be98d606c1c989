export { OpenNode } from './open-node.tsx';
