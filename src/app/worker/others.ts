import { Baseline, otherAnswer, patchScenario, type Request, type Session, stateSetting, underSetting } from '#engine';
import type { Answer, Changes, OtherAnswer } from '#view';
import type { Asked } from './asked.ts';
import type { OtherRun, OthersAnswers, OthersQuestion, Stated } from './other-run.ts';
import { joinScenario, splitScenario } from './scenario-text.ts';

/** Makes a request of what the page asks for; `null` if it means nothing. */
type Find = (session: Session, asked: Asked) => Request | null;

/** What the worker remembers beside the document that is open: what was before, so that it can say what changed. */
export class Memory {
  private baseline: Baseline | null = null;
  private text = '';
  private readonly find: Find;

  constructor(find: Find) {
    this.find = find;
  }

  loaded(session: Session, text: string, after: 'edit' | 'opening'): void {
    this.text = text;
    if (after === 'opening' || this.baseline === null) this.baseline = new Baseline(session);
  }

  answer(question: OthersQuestion, session: Session | null): OthersAnswers[OthersQuestion['kind']] {
    switch (question.kind) {
      case 'changes':
        return session ? this.changes(session, question.asked, question.since) : { before: [], changes: [] };
      case 'other':
        return session ? this.other(session, question.asked, question.setting, question.choice) : null;
      case 'run':
        return session ? this.run(session, question.asked, question.other) : null;
      case 'state':
        return session
          ? stated(session, question.rest, question.setting, question.to)
          : { kind: 'refused', sentence: 'Nothing is loaded yet.' };
    }
  }

  private changes(session: Session, asked: Asked | null, since: 'edit' | 'now'): Changes {
    if (since === 'now' || this.baseline === null) this.baseline = new Baseline(session);
    const typed = asked?.kind === 'typed' ? this.find(session, asked) : null;
    const { baseline, changes } = this.baseline.moved(session, typed);
    this.baseline = baseline;
    return changes;
  }

  private other(session: Session, asked: Asked, setting: string, choice: string): OtherAnswer | null {
    const request = this.find(session, asked);
    return request === null ? null : otherAnswer({ text: this.text, session }, request, setting, choice);
  }

  private run(session: Session, asked: Asked, other: OtherRun): Answer | null {
    switch (other.kind) {
      case 'before':
        return this.baseline === null ? null : this.follow(this.baseline.session, asked);
      case 'saved':
        return this.follow(session, { kind: 'saved', name: other.name });
      case 'setting': {
        const under = underSetting({ text: this.text, session }, other.setting, other.choice);
        return under === null ? null : this.follow(under, asked);
      }
    }
  }

  private follow(session: Session, asked: Asked): Answer | null {
    const request = this.find(session, asked);
    return request === null ? null : session.ask(request);
  }
}

/** Edits the text around the manifests alone. */
function stated(session: Session, rest: string, setting: string, to: string | number | null): Stated {
  const edit = stateSetting(joinScenario({ manifests: '', rest }), session.cluster, setting, to);
  if (edit.kind === 'refused') return { kind: 'refused', sentence: edit.problem.sentence };
  return { kind: 'edited', rest: splitScenario(edit.text)?.rest ?? restOf(edit.text) };
}

function restOf(text: string): string {
  const edit = patchScenario(text, ['manifests'], undefined);
  return edit.kind === 'edited' ? edit.text : text;
}
