import type { Cluster, Evidence, Origin } from '#cluster';
import type { Citation, CitedPlace, SettingSaid } from '#diagnose';
import { citationText, nearOf, nearText } from '#diagnose';
import type { Scenario } from '#document';
import type { Manifests } from '#manifests';
import { leftOut, refText, standingOf } from '#manifests';
import type { EvidencePlace } from '#view';
import { settingValue } from './setting-rows.ts';

/** What evidence is held against: the text, and what was made of it. */
export interface Cited {
  readonly manifests: Manifests;
  readonly cluster: Cluster;
  readonly scenario: Scenario;
}

/**
 * How the text stands to a piece of evidence. Whether a field is written is read from the text alone: a fact that a
 * controller made of a template still has its line there, and a pod of the text still has no status if none is written.
 */
function citationOf({ object, field, origin }: Evidence, cited: Cited): Citation {
  if (object.kind === 'Setting') return settingCitation(object.name, origin, cited);
  const standing = standingOf(cited.manifests, object, field);
  if (standing === null) return ofAbsent(origin, cited);
  const near: CitedPlace = { object, field: field.slice(0, standing.depth), range: standing.range };
  if (!standing.parses) return { kind: 'stale', near };
  if (standing.depth === field.length) return { kind: 'here', at: near, by: ruleOf(origin) };
  const meaning = leftOut(object.kind, field);
  return meaning?.kind === 'running' ? { kind: 'running', near } : { kind: 'leftOut', meaning, near };
}

/** The same for the page and the text twin: the range of a field that is there, and words for one that is not. */
export function evidencePlace(evidence: Evidence, cited: Cited): EvidencePlace {
  const citation = citationOf(evidence, cited);
  const near = nearOf(citation);
  const named = citation.kind === 'made' ? citation.from : evidence.object;
  return {
    object: refText(evidence.object),
    field: evidence.field.join('.'),
    range: citation.kind === 'here' ? citation.at.range : null,
    said: citationText(citation),
    near: near === null ? null : { name: nearText(near, named), object: refText(near.object), range: near.range },
  };
}

/** An object that is not in the text: of what it was made, as far as that leads to the text. */
function ofAbsent(origin: Origin, cited: Cited): Citation {
  switch (origin.kind) {
    case 'written':
    case 'default':
      return { kind: 'assumed' };
    case 'scenario':
      return { kind: 'stated' };
    case 'derived': {
      const [from] = origin.from;
      if (from === undefined) return { kind: 'assumed' };
      return { kind: 'made', from: from.object, field: from.field, near: placeIn(from, cited) };
    }
  }
}

/** The field where it is written, else the first written field that it follows from. */
function placeIn(evidence: Evidence, cited: Cited): CitedPlace | null {
  const { object, field, origin } = evidence;
  const standing = standingOf(cited.manifests, object, field);
  if (standing !== null) return { object, field: field.slice(0, standing.depth), range: standing.range };
  return origin.kind === 'derived' && origin.from[0] !== undefined ? placeIn(origin.from[0], cited) : null;
}

function settingCitation(key: string, origin: Origin, cited: Cited): Citation {
  const value = settingValue(key, cited.cluster, cited.scenario);
  const said = (by: SettingSaid['by']): SettingSaid => ({ by, value });
  switch (origin.kind) {
    case 'default':
      return origin.impliedBy === undefined
        ? { kind: 'setting', said: said('default'), near: null }
        : { kind: 'setting', said: said('implied'), near: placeIn(origin.impliedBy, cited) };
    case 'scenario':
      return { kind: 'setting', said: said('scenario'), near: null };
    case 'written':
      return { kind: 'setting', said: said('manifests'), near: null };
    case 'derived':
      return {
        kind: 'setting',
        said: said('manifests'),
        near: origin.from.map((from) => placeIn(from, cited)).find((place) => place !== null) ?? null,
      };
  }
}

/** Rules that read more into a field than it says, as words behind its line. What a template's pods have, they have of it. */
function ruleOf(origin: Origin): string {
  if (origin.kind !== 'derived') return '';
  switch (origin.by) {
    case 'implied root location':
      return 'by which / is served as well';
    case 'secrets: assumed':
      return 'empty, so one that fits is assumed';
    default:
      return '';
  }
}
