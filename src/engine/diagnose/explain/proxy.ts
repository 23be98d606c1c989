import type { Cluster } from '#cluster';
import { hostPort } from '#net';
import type { Decisions, Fragment, HopOf, Story } from '#trace';
import { chip, code, link, podLink } from './phrase.ts';
import { describe, shell, slicesOf } from './shell.ts';

type Proxy = Decisions['proxy'];

/** A proxy chose a rule and opens its own connection to one backend. */
export function explainProxy(hop: HopOf<'proxy'>, _cluster: Cluster): Story {
  const { decision } = hop;
  const { controller, rule, path, attempt } = decision;
  return {
    chip: chip(attempt === 1 ? `rule ${path}` : `try ${attempt}: ${target(decision)}`),
    title:
      attempt === 1
        ? [`${controller} takes rule `, code(path), ' of ', link(rule)]
        : [`${controller} tries ${decision.among === 1 ? 'once more' : 'another endpoint'}, attempt ${attempt}`],
    detail: [
      ...(attempt === 1 ? whyThisRule(hop) : ['The one before did not take the connection. ']),
      ...canaryPart(decision),
      ...chosenPart(decision),
      ...changes(decision),
    ],
    commands: commandsFor(hop),
  };
}

function whyThisRule({ decision, notTaken }: HopOf<'proxy'>): readonly Fragment[] {
  const { host, request } = decision;
  const others = notTaken.shown.filter(({ share }) => share === null);
  const [first] = others;
  if (first === undefined) return [...hostPart(host, request.host), ', and it has no other rule. '];
  const more = others.length + notTaken.more - 1;
  return [
    ...hostPart(host, request.host),
    '; of its rules this one fits. ',
    code(first.label),
    ` ${first.why}${more > 0 ? `; ${more} more ${more === 1 ? 'is' : 'are'} not taken either` : ''}. `,
  ];
}

function hostPart(server: string, asked: string): readonly Fragment[] {
  if (server === '_') return ['No rule names the host ', code(asked), ', so the catch-all server has it'];
  if (server.startsWith('*.')) return ['The host ', code(asked), ' fits ', code(server)];
  return ['The host ', code(server), ' is served'];
}

function canaryPart({ canary, backend }: Proxy): readonly Fragment[] {
  if (canary === null || backend === null) return [];
  switch (canary.kind) {
    case 'decided':
      return [`A canary hangs on this backend: ${canary.why}, so it goes to `, link(backend), '. '];
    case 'drawn':
      return [
        `A canary hangs on this backend, ${canary.why}: each request is drawn, and this one came to `,
        link(backend),
        `, as ${canary.share} of them do. `,
      ];
  }
}

function chosenPart({ backend, backendPort, chosen, among }: Proxy): readonly Fragment[] {
  if (chosen === null) return [];
  const who: Fragment = chosen.pod === null ? code(hostPort(chosen.ip, chosen.port)) : podLink(chosen.pod);
  const from: readonly Fragment[] = backend === null ? [] : [' of ', link(backend), ` port ${backendPort}`];
  const count = among === 1 ? 'the only endpoint' : `one of ${among} endpoints`;
  const past = chosen.pod === null ? '' : '; the Service’s own address is not used';
  return ['A connection of the proxy’s own goes to ', who, `, ${count}`, ...from, `${past}. `];
}

function changes({ request, upstream }: Proxy): readonly Fragment[] {
  const parts: Fragment[] = [];
  if (request.path !== upstream.path) parts.push('The path is rewritten to ', code(upstream.path), '. ');
  if (request.host !== upstream.host) parts.push('The Host header becomes ', code(upstream.host), '. ');
  const forwarded = upstream.headers['x-forwarded-for'];
  if (forwarded !== undefined)
    parts.push(
      'The proxy takes the client to be ',
      code(upstream.headers['x-real-ip'] ?? forwarded),
      ' and says so in X-Forwarded-For.',
    );
  return parts;
}

function target({ chosen, backend }: Proxy): string {
  return chosen === null ? (backend?.name ?? '') : `${chosen.ip}:${chosen.port}`;
}

function commandsFor({ decision, at }: HopOf<'proxy'>): readonly string[] {
  const { rule, backend } = decision;
  const commands: string[] = [];
  if (rule.kind !== 'Pod') commands.push(describe(rule));
  if (backend !== null) commands.push(slicesOf(backend));
  if (at.place.kind === 'pod' && decision.controller === 'ingress-nginx') {
    const [namespace = '', name = ''] = at.place.pod.split('/');
    commands.push(
      `${shell`kubectl ingress-nginx conf -n ${namespace} --pod ${name}`}${decision.host === '_' ? '' : shell` --host ${decision.host}`}`,
    );
  }
  return commands;
}
