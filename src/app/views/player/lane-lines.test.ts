import { describe, expect, it } from 'vitest';
import { laneLines } from './lane-lines.ts';

describe('the name of a track in two lines', () => {
  it.each([
    { name: 'has an end of the connection in each', text: 'client → web:80', want: ['client\u00a0→', 'web:80'] },
    {
      name: 'leaves out the kind and the namespace of an end',
      text: 'client → service/site/web-local:80',
      want: ['client\u00a0→', 'web-local:80'],
    },
    {
      name: 'keeps the port of a long receiver',
      text: 'ingress-nginx-controller → recommendations:8080',
      want: ['ingress…ller\u00a0→', 'recom…:8080'],
    },
    { name: 'is one line where a lookup fits in it', text: 'db. A', want: ['db. A', ''] },
    {
      name: 'breaks the name of a lookup after a dot, and keeps the type',
      text: 'records.clinic.svc… AAAA',
      want: ['records.clinic.', 'svc… AAAA'],
    },
    {
      name: 'keeps the type of a lookup that is long in both lines',
      text: 'records.clinic.svc.clinic.svc… AAAA',
      want: ['records.clinic.', 'svc.cli… AAAA'],
    },
    {
      name: 'keeps which of several lookups it is',
      text: 'records.clinic.svc… A, again (2)',
      want: ['records.clinic.', 'svc…, again (2)'],
    },
    { name: 'cuts one word in its middle', text: 'recommendations-of-the-day', want: ['recomm…-day', ''] },
  ])('$name', ({ text, want }) => {
    expect(laneLines(text, 76)).toEqual(want);
  });
});
