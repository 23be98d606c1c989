import { demoAnswers, demoLoaded, demoTable } from './demo.ts';
import type { Answers, Question } from './protocol.ts';

/** Answers questions about the document that was loaded last. */
export function createServer(): (question: Question) => Answers[Question['kind']] {
  return (question) => {
    switch (question.kind) {
      case 'load':
        return demoLoaded;
      case 'open':
        return { manifests: '', rest: '' };
      case 'ask':
        return {
          kind: 'answered',
          answer:
            demoAnswers[question.asked.kind === 'saved' ? question.asked.name : ''] ??
            (Object.values(demoAnswers)[0] as never),
        };
      case 'table':
        return demoTable;
      case 'reach':
        return null;
      case 'save':
        return '';
      case 'encode':
        return '#s=1abc';
      case 'decode':
        return { kind: 'refused', sentence: 'not yet' };
    }
  };
}
