import { describe, expect, it } from 'vitest';
import { reachRows } from './reach-rows.ts';

const WEB = 'Deployment/shop/web';
const DB = 'StatefulSet/shop/db';
const JOB = 'Job/batch/load';

describe('the reachability by receivers', () => {
  it('says who may talk to each, and who may not', () => {
    const table = { pods: [WEB, DB, JOB], rows: { [WEB]: '..X', [DB]: '...', [JOB]: 'XX.' } };
    expect(reachRows(table)).toEqual([
      { ref: WEB, name: 'shop/web', may: ['shop/db'], mayNot: ['batch/load'] },
      { ref: DB, name: 'shop/db', may: ['shop/web'], mayNot: ['batch/load'] },
      { ref: JOB, name: 'batch/load', may: ['shop/db'], mayNot: ['shop/web'] },
    ]);
  });

  it('leaves out the namespace where all are in one', () => {
    const [first] = reachRows({ pods: [WEB, DB], rows: { [WEB]: '..', [DB]: '..' } });
    expect(first).toMatchObject({ name: 'web', may: ['db'] });
  });
});
