import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { describeError } from '../../server/describe-error.ts';

function thrownBy(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
}

describe('what is logged of an error', () => {
  it('says in SQLite’s own fixed words why the store failed, so that the operator can act', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('PRAGMA max_page_count = 1');
    const full = thrownBy(() => database.exec('CREATE TABLE canary (x)'));
    expect(describeError(full)).toMatchObject({ why: 'database or disk is full' });
    const wrong = describeError(thrownBy(() => database.exec('canary')));
    expect(wrong).toMatchObject({
      error: 'Error',
      code: 'ERR_SQLITE_ERROR',
      why: 'SQL logic error',
    });
    expect(JSON.stringify(wrong)).not.toContain('canary');
    database.close();
  });

  it('leaves out a message of any other error', () => {
    expect(JSON.stringify(describeError(new Error('canary')))).not.toContain('canary');
    expect(describeError('canary')).toEqual({ error: 'string' });
  });
});
