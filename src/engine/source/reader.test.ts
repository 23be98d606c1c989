import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json.ts';
import { fieldText } from './problem.ts';
import { present, Reader } from './reader.ts';

function readerOf(raw: JsonObject, written: Readonly<Record<string, string>> = {}) {
  const said: string[] = [];
  const reader = new Reader(raw, {
    report: (code, severity, path, sentence) => said.push(`${severity} ${code} ${fieldText(path)}: ${sentence}`),
    spelling: (path) => written[fieldText(path)] ?? null,
  });
  return { reader, said };
}

describe('fields of the wrong type', () => {
  it('are read as far as that makes sense, and reported with path and what was found', () => {
    const { reader, said } = readerOf({ spec: { ports: [{ port: 'eighty' }, 'x', { port: '80', name: 7 }] } });
    const ports = reader.in('spec').objects('ports');
    expect(ports.map((port) => [port.number('port'), port.text('name')])).toEqual([
      [undefined, undefined],
      [80, '7'],
    ]);
    expect(said).toEqual([
      'error WrongType spec.ports[1]: spec.ports[1]: expected an object, found "x".',
      'error WrongType spec.ports[0].port: spec.ports[0].port: expected a number, found "eighty".',
      'error WrongType spec.ports[2].port: spec.ports[2].port: expected a number, found "80".',
      'error WrongType spec.ports[2].name: spec.ports[2].name: expected text, found the number 7; put it in quotes.',
    ]);
  });

  it('are none where the field is absent or null', () => {
    const { reader, said } = readerOf({ a: null });
    expect([reader.text('a'), reader.number('a'), reader.truth('b'), reader.object('a'), reader.items('b')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      [],
    ]);
    expect(said).toEqual([]);
  });

  it('keep the spelling of a word that Go takes for a truth value, with a warning', () => {
    const { reader, said } = readerOf({ name: true, other: true }, { name: 'y', other: 'true' });
    expect([reader.text('name'), reader.text('other')]).toEqual(['y', 'true']);
    expect(said.map((line) => line.split(' ', 2).join(' '))).toEqual(['warning BooleanWord', 'error WrongType']);
  });

  it('do not find what only the language knows', () => {
    const { reader } = readerOf({});
    expect([reader.has('toString'), reader.value('constructor'), reader.object('__proto__')]).toEqual([
      false,
      undefined,
      undefined,
    ]);
  });
});

describe('keys and words', () => {
  it('that are unknown name the nearest', () => {
    const { reader, said } = readerOf({ reqests: [], mode: 'iptable' });
    reader.onlyKeys(['requests', 'mode'], 'error', 'UnknownKey');
    expect(reader.oneOf('mode', ['iptables', 'ipvs'] as const)).toBeUndefined();
    expect(said).toEqual([
      'error UnknownKey reqests: There is no field reqests here. Did you mean requests?',
      'error UnknownValue mode: mode: "iptable" is not one of iptables, ipvs.',
    ]);
  });
});

describe('present', () => {
  it('leaves out what is undefined and nothing else', () => {
    expect(Object.keys(present<{ a?: number; b: null | string; c: number }>({ a: undefined, b: null, c: 0 }))).toEqual([
      'b',
      'c',
    ]);
  });
});
