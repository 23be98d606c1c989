import { BOOLEAN, CORS_HEADERS, CORS_METHODS, CORS_ORIGINS, INTEGER } from './form.ts';
import type { AnnotationReader } from './reader.ts';
import type { AnnotationRules } from './rule.ts';
import { modelled } from './rule.ts';

export const CORS_RULES: AnnotationRules = {
  'enable-cors': modelled(BOOLEAN),
  'cors-allow-origin': modelled(CORS_ORIGINS),
  'cors-allow-methods': modelled(CORS_METHODS),
  'cors-allow-headers': modelled(CORS_HEADERS),
  'cors-allow-credentials': modelled(BOOLEAN),
  'cors-expose-headers': modelled(CORS_HEADERS),
  'cors-max-age': modelled(INTEGER),
};

const METHODS = 'GET, PUT, POST, DELETE, PATCH, OPTIONS';
const HEADERS =
  'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization';
const ONE_ORIGIN = /^(https?:\/\/(\*\.)?[A-Za-z0-9\-.]*(:\d+)?|\*)?$/;

/** What a browser on another origin may do (annotations/cors). */
export interface Cors {
  /** `*` for every origin, else the origins with `*` for one label. */
  readonly origins: '*' | readonly string[];
  readonly methods: string;
  readonly headers: string;
  readonly credentials: boolean;
  readonly exposed: string;
  readonly maxAgeSeconds: number;
}

export function readCors(read: AnnotationReader): Cors | null {
  if (read.boolean('enable-cors') !== true) return null;
  return {
    origins: origins(read.text('cors-allow-origin')),
    methods: read.text('cors-allow-methods') ?? METHODS,
    headers: read.text('cors-allow-headers') ?? HEADERS,
    credentials: read.boolean('cors-allow-credentials') ?? true,
    exposed: read.text('cors-expose-headers') ?? '',
    maxAgeSeconds: read.integer('cors-max-age') ?? 1728000,
  };
}

function origins(value: string | null): Cors['origins'] {
  if (value === null) return '*';
  const kept: string[] = [];
  for (const part of value.split(',')) {
    const origin = part.trim();
    if (origin === '*') return '*';
    if (origin !== '' && ONE_ORIGIN.test(origin)) kept.push(origin);
  }
  return kept;
}

/** Whether the Origin header fits: end anchored, letters of any case, `*` for one label (template.go buildCorsOriginRegex). */
export function originFits(cors: Cors, origin: string): boolean {
  if (cors.origins === '*') return true;
  return cors.origins.some((allowed) => {
    const pattern = allowed.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(String.raw`\*`, '[A-Za-z0-9-]+');
    return new RegExp(`(${pattern})$`, 'i').test(origin);
  });
}
