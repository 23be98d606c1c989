import { cidrContains } from '#net';
import { fitsBlocked } from '#tables';
import { settingEvidence } from './evidence.ts';
import type { OwnAnswer } from './answer.ts';
import type { WebRequest } from './request.ts';

/**
 * `block-user-agents`, `block-referers` and `block-cidrs`: 403 from every host (nginx.tmpl). Not modelled: that a
 * location with source lists of its own does not inherit `block-cidrs`, and that redirects come before those.
 */
export function blockedAnswer(web: WebRequest): OwnAnswer | null {
  const { blocked } = web.visit.configuration.settings;
  const agent = blocked.userAgents.some((pattern) => fitsBlocked(pattern, web.request.headers['user-agent'] ?? ''));
  const referer = blocked.referers.some((pattern) => fitsBlocked(pattern, web.request.headers.referer ?? ''));
  const source = blocked.cidrs.some((block) => cidrContains(block, web.client));
  const key = agent ? 'block-user-agents' : referer ? 'block-referers' : source ? 'block-cidrs' : null;
  if (key === null) return null;
  const { configRef } = web.visit.configuration.controller;
  return {
    status: 403,
    headers: {},
    reason: 'AccessDenied',
    why: key,
    objects: configRef === null ? [] : [configRef],
    because: settingEvidence(web.visit.configuration, key),
    consulted: [],
    notTaken: () => [],
  };
}
