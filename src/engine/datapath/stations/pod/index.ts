export { podAnswers, podListener } from './listener.ts';
