import type { Expect } from '#document';
import { type DnsRecord, parseIp } from '#net';

type Wanted = NonNullable<NonNullable<Expect['dns']>['answers']>[number];

/** `web.shop.svc.cluster.local A 10.96.0.10 ttl 30`, with only the parts that are stated. */
export function answerText({ name, type, data, ttl }: Wanted): string {
  const parts = [name, type, data, ttl === undefined ? undefined : `ttl ${ttl}`];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** Whether the records are those wanted, each one once, in any order. */
export function sameAnswers(wanted: readonly Wanted[], records: readonly DnsRecord[]): boolean {
  return wanted.length === records.length && pairsUp(wanted, records);
}

/** Finds a record for each wanted one by augmenting paths: one without data may have to leave its record to another. */
function pairsUp(wanted: readonly Wanted[], records: readonly DnsRecord[]): boolean {
  const taker = new Map<DnsRecord, Wanted>();
  const place = (one: Wanted, tried: Set<DnsRecord>): boolean => {
    for (const record of records) {
      if (tried.has(record) || !fits(one, record)) continue;
      tried.add(record);
      const before = taker.get(record);
      if (before !== undefined && !place(before, tried)) continue;
      taker.set(record, one);
      return true;
    }
    return false;
  };
  return wanted.every((one) => place(one, new Set()));
}

function fits({ name, type, data, ttl }: Wanted, record: DnsRecord): boolean {
  return (
    (name === undefined || plainName(name) === plainName(record.name)) &&
    (type === undefined || type.toUpperCase() === record.type.toUpperCase()) &&
    (ttl === undefined || ttl === record.ttl) &&
    (data === undefined || plainData(data) === plainData(record.data))
  );
}

function plainName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

/** Record data in zone-file form, names without case and trailing dots; quoted text stays as it is. */
function plainData(data: string): string {
  const address = parseIp(data);
  if (address !== null) return address;
  const words = data.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];
  return words.map((word) => (word.startsWith('"') ? word : plainName(word))).join(' ');
}
