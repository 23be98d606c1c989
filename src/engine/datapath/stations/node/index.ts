export { nodeIntake } from './intake.ts';
export { nodeListener } from './listener.ts';
