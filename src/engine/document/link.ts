import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { isList, type Json, type Problem, problem } from '#source';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { LINK_DICTIONARY_1 } from './link-dictionary-1.ts';

/** Where a link opens: a request by its name, and a hop of its trace. */
export interface LinkPosition {
  readonly request: string;
  readonly hop: string;
}

/** What a link holds: a scenario's text, never run through the parser, and where to open it. */
export interface LinkContent {
  readonly text: string;
  readonly position: LinkPosition | null;
}

export type LinkReading =
  | { readonly kind: 'read'; readonly content: LinkContent }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Codec 1: a 24-bit checksum, then raw deflate with dictionary 1, all in base64url. */
const CODEC = '1';
const MAX_LINK_CHARACTERS = 3_000_000;
const MAX_TEXT_BYTES = 2 * 1024 * 1024;
/** Deflate makes of one byte at most 1,032: so much at a time keeps a bomb within half a megabyte of the bound. */
const BITE_BYTES = 512;

/** The fragment of a link, with its `#`. A text of more than 2 MiB makes one that no page opens. Characters that are no Unicode (lone surrogates) become U+FFFD. */
export function encodeLink(text: string, position: LinkPosition | null = null): string {
  const head =
    position === null ? (text.startsWith('@') ? '@\n' : '') : `@${JSON.stringify([position.request, position.hop])}\n`;
  const packed = deflateSync(strToU8(head + text), { level: 9, dictionary: strToU8(LINK_DICTIONARY_1) });
  const sum = checksum(packed);
  const bytes = new Uint8Array(packed.length + 3);
  bytes.set([sum >> 16, (sum >> 8) & 0xff, sum & 0xff]);
  bytes.set(packed, 3);
  return `#s=${CODEC}${encodeBase64Url(bytes)}`;
}

/** Reads a fragment, with or without its `#`. It never throws: a link that is broken, foreign or hostile gives a sentence. */
export function decodeLink(fragment: string): LinkReading {
  const body = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (body === '') return refused('LinkEmpty', 'The link holds no scenario.');
  if (!body.startsWith('s='))
    return refused('LinkForeign', 'What follows the # in the link is no scenario of Hopscope.');
  if (body.length > MAX_LINK_CHARACTERS)
    return refused('LinkTooLarge', 'The link is longer than any link this page makes; it is not opened.');
  const codec = body.slice(2, 3);
  if (codec === '' || body.length === 3)
    return refused('LinkEmpty', 'The link holds no scenario; it was cut off right after its beginning.');
  if (codec !== CODEC) {
    const sentence = /^[2-9]$/.test(codec)
      ? `The link is of version ${codec}, and this page reads version ${CODEC}; a newer page opens it.`
      : 'What follows the # in the link is no scenario of Hopscope.';
    return refused('LinkWrongVersion', sentence);
  }
  const bytes = decodeBase64Url(body.slice(3));
  if (bytes === null)
    return refused(
      'LinkBroken',
      'The link holds characters that no link has, or was cut off; copy it again as a whole.',
    );
  const packed = bytes.subarray(3);
  const [a = 0, b = 0, c = 0] = bytes;
  if (packed.length === 0 || checksum(packed) !== ((a << 16) | (b << 8) | c))
    return refused('LinkBroken', 'The link is not complete or was changed on its way; copy it again as a whole.');
  return unpack(packed);
}

function unpack(packed: Uint8Array): LinkReading {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const inflate = new Inflate({ dictionary: strToU8(LINK_DICTIONARY_1) }, (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
    });
    for (let at = 0; at < packed.length; at += BITE_BYTES) {
      inflate.push(packed.subarray(at, at + BITE_BYTES), at + BITE_BYTES >= packed.length);
      if (size > MAX_TEXT_BYTES)
        return refused('LinkTooLarge', 'The link unpacks to more than two million characters; it is not opened.');
    }
  } catch {
    // fflate throws on what is no deflate stream; the sentence is all there is to say.
    return refused('LinkBroken', 'What is packed in the link cannot be unpacked.');
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return contentOf(strFromU8(whole));
}

function contentOf(text: string): LinkReading {
  if (!text.startsWith('@')) return { kind: 'read', content: { text, position: null } };
  const end = text.indexOf('\n');
  if (end < 0) return refused('LinkBroken', 'The link says where to open, but holds no scenario.');
  const content = { text: text.slice(end + 1), position: readPosition(text.slice(1, end)) };
  return { kind: 'read', content };
}

/** A position that cannot be read is none: the scenario still opens. */
function readPosition(text: string): LinkPosition | null {
  try {
    const value = JSON.parse(text) as Json;
    if (!isList(value)) return null;
    const [request, hop] = value;
    return typeof request === 'string' && typeof hop === 'string' ? { request, hop } : null;
  } catch {
    return null;
  }
}

/** FNV-1a folded to 24 bits: enough to tell a link that lost its end or had a letter changed. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 24) ^ hash) & 0xffffff;
}

function refused(code: string, sentence: string): LinkReading {
  return { kind: 'refused', problem: problem(code, 'error', sentence, {}) };
}
