import type { Cluster } from '#cluster';
import { refText } from '#manifests';
import type { Fragment, HopOf, Story } from '#trace';
import { chip, code, link } from './phrase.ts';
import { describe } from './shell.ts';

type Answer = HopOf<'answer'>;

/** A proxy (or a health check) answered by itself; no backend was asked. */
export function explainAnswer(hop: Answer, _cluster: Cluster): Story {
  const { by, response, rule } = hop.decision;
  const location = response.headers.location;
  return {
    chip: chip(location === undefined ? `answers ${response.status}` : `${response.status} → ${location}`),
    title:
      location === undefined
        ? [`${by} answers ${response.status} itself`]
        : [`${by} redirects with ${response.status} to `, code(location)],
    detail: [...reasonOf(hop), ...ruleOf(hop), ...others(hop)],
    commands: rule === null ? [] : [describe(rule)],
  };
}

/** What the words of a decision mean; anything else is said as it stands. */
const WORDS: Readonly<Record<string, string>> = {
  'missing-slash':
    'The rule’s path ends in a slash and the request’s does not: nginx asks for the path with the slash.',
  'ssl-redirect': 'Plain HTTP came to a host with TLS, and ssl-redirect is on.',
  'force-ssl-redirect': 'Plain HTTP came, and force-ssl-redirect sends everything to HTTPS.',
  'from-to-www-redirect': 'from-to-www-redirect sends this name to the other one.',
  'app-root': 'app-root sends a request for the root there.',
  'permanent-redirect': 'permanent-redirect answers for every path of the Ingress, before anything is checked.',
  'temporal-redirect': 'temporal-redirect answers for every path of the Ingress, before anything is checked.',
  preflight: 'A browser asks first what it may do (CORS preflight); enable-cors lets the controller answer that.',
  'no rule names the host': 'No rule of a served Ingress names the host, so the default backend has it.',
  'it names the host': 'The host is served, but none of its paths fits, so its default backend has it.',
  'the host is one of its aliases': 'The host is served as an alias, but none of its paths fits.',
  'the wildcard stands for the first label': 'A wildcard rule has the host, but none of its paths fits.',
};

function reasonOf({ decision }: Answer): readonly Fragment[] {
  const { why } = decision;
  const known = WORDS[why];
  if (known !== undefined) return [`${known} `];
  return why === '' ? [] : [`${why.charAt(0).toUpperCase()}${why.slice(1)}. `];
}

function ruleOf({ decision, because }: Answer): readonly Fragment[] {
  const { rule } = decision;
  if (rule === null) return [];
  const field = because.find(({ object }) => refText(object) === refText(rule));
  return [
    'See ',
    link(rule),
    ...(field === undefined || field.field.length === 0 ? [] : [' at ', code(last(field.field))]),
    '. ',
  ];
}

function last(field: readonly (string | number)[]): string {
  const names = field.filter((step) => typeof step === 'string');
  return `${names.at(-1) ?? ''}`;
}

function others({ notTaken }: Answer): readonly Fragment[] {
  const [first] = notTaken.shown;
  if (first === undefined) return [];
  return ['Not taken: ', code(first.label), `, it ${first.why}.`];
}
