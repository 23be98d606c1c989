export { portmap } from './host-port.ts';
export { nodeIntake } from './intake.ts';
export { nodeListener } from './listener.ts';
