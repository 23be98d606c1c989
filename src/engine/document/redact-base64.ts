import { strFromU8, strToU8 } from 'fflate';
import { base64Bytes } from '#net';
import { encodeBase64Url } from './base64url.ts';

/** A text in the base64 that Secrets are written in. */
export function toBase64(text: string): string {
  const letters = encodeBase64Url(strToU8(text)).replaceAll('-', '+').replaceAll('_', '/');
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, '=');
}

/** The text in a base64 value; `null` if it is none, or holds what is no text. */
export function fromBase64(text: string): string | null {
  const letters = text.replaceAll(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(letters) || letters.length % 4 === 1) return null;
  const bytes = base64Bytes(letters);
  return bytes === null ? null : strFromU8(bytes);
}

/** Whether a decoded value is a text somebody wrote, not bytes. */
export function isReadable(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text);
}
