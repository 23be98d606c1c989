import { describe, expect, it } from 'vitest';
import type { Packet } from '#view';
import { headerRows, packetRows } from './packet-rows.ts';

const packet = (change: Record<string, unknown> = {}): Packet =>
  ({
    src: '10.0.0.1',
    sport: 4000,
    dst: '10.0.0.2',
    dport: 80,
    protocol: 'TCP',
    bytes: 60,
    tls: null,
    carries: null,
    encapsulates: null,
    ...change,
  }) as unknown as Packet;

describe('a packet before and after', () => {
  it('marks the field that changed, and only that', () => {
    const rows = packetRows(packet(), packet({ dst: '10.0.0.9' }));
    expect(rows.filter((row) => row.changed).map((row) => row.field)).toEqual(['destination']);
  });

  it('marks nothing where a side has no packet', () => {
    expect(packetRows(null, packet()).some((row) => row.changed)).toBe(false);
    expect(packetRows(packet(), null).every((row) => row.after === null)).toBe(true);
  });

  it('shows what an overlay carries', () => {
    const rows = packetRows(packet(), packet({ src: '192.168.1.1', encapsulates: packet() }));
    expect(rows.find((row) => row.field === 'inside it')).toMatchObject({ before: 'nothing', changed: true });
  });

  it('says what the packet in an overlay’s carries, which did not change', () => {
    const rows = packetRows(packet(), packet({ protocol: 'UDP', encapsulates: packet() }));
    expect(rows.find((row) => row.field === 'carries')).toMatchObject({ before: 'TCP', after: 'TCP', changed: false });
    expect(rows.find((row) => row.field === 'protocol')).toMatchObject({ before: 'TCP', after: 'UDP', changed: true });
  });

  it('shows the size where nothing else differs', () => {
    const rows = packetRows(packet({ bytes: 1500 }), packet({ bytes: 1450 }));
    expect(rows.find(({ field }) => field === 'size')).toMatchObject({ before: '1500 bytes', after: '1450 bytes' });
    expect(packetRows(packet(), packet()).map(({ field }) => field)).not.toContain('size');
  });

  it('shows every field that is there where all are wanted', () => {
    const fields = packetRows(packet(), packet(), 'all').map(({ field }) => field);
    expect(fields).toEqual(['source', 'destination', 'carries', 'protocol', 'size']);
  });

  it('shows a header that was added', () => {
    const http = (headers: Record<string, string>) =>
      packet({
        carries: {
          kind: 'http-request',
          request: {
            method: 'GET',
            scheme: 'http',
            host: 'a',
            path: '/',
            version: '1.1',
            headers,
            bodyBytes: 0,
            grpc: null,
          },
        },
      });
    const rows = headerRows(http({}), http({ 'x-forwarded-for': '1.2.3.4' }));
    expect(rows.find((row) => row.field === 'x-forwarded-for')).toMatchObject({ before: 'none', after: '1.2.3.4' });
  });
});
