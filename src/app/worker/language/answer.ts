import schema from 'virtual:manifest-schema';
import {
  checkObjects,
  complete,
  completeManifest,
  completeNames,
  describeField,
  describeManifestField,
  locate,
  objectAt,
  objectText,
  referencesOnLine,
  referencesTo,
  scenarioSchema,
  type Session,
} from '#engine';
import type { LanguageAnswers, LanguageQuestion, Link, PlacedObject, Uses } from './language.ts';

const SCENARIO = 'Scenario';

/** Answers the editor, from the schemas and from what was loaded last. */
export function answerEditor(
  question: LanguageQuestion,
  session: Session | null,
): LanguageAnswers[LanguageQuestion['kind']] {
  switch (question.kind) {
    case 'check':
      return session === null ? [] : check(session);
    case 'complete': {
      const { text, lines, line, column } = question.cursor;
      return text === 'scenario'
        ? complete(scenarioSchema, SCENARIO, lines, line, column)
        : [
            ...completeManifest(schema, lines, line, column),
            ...(session === null ? [] : completeNames(session.manifests, lines, line, column)),
          ];
    }
    case 'describe': {
      const { text, lines, line, column } = question.cursor;
      return text === 'scenario'
        ? describeField(scenarioSchema, SCENARIO, lines, line, column)
        : describeManifestField(schema, lines, line, column);
    }
    case 'references':
      return session === null ? [] : linksOn(session, question.line);
    case 'uses':
      return session === null ? null : usesOf(session, question.line);
  }
}

function check(session: Session): LanguageAnswers['check'] {
  return checkObjects(session.manifests, schema, session.problems).map((one) => session.model.placed(one));
}

function placed(session: Session, ref: Parameters<typeof objectText>[0]): readonly PlacedObject[] {
  const range = locate(session.manifests, ref, ['metadata', 'name']);
  return range === null ? [] : [{ text: objectText(ref), range }];
}

function linksOn(session: Session, line: number): readonly Link[] {
  return referencesOnLine(session.manifests, line).map(({ range, wanted, targets }) => ({
    range,
    wanted,
    targets: targets.flatMap((target) => placed(session, target)),
  }));
}

function usesOf(session: Session, line: number): Uses | null {
  const here = objectAt(session.manifests, line);
  if (here === null) return null;
  const places = referencesTo(session.manifests, here.ref).flatMap(({ from, field }): readonly PlacedObject[] => {
    const range = locate(session.manifests, from, field);
    return range === null ? [] : [{ text: objectText(from), range }];
  });
  return { object: objectText(here.ref), places };
}
