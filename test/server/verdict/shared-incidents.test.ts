import { describe, expect, it } from 'vitest';
import { sharedIncidents } from '../../../server/verdict/shared-incidents.ts';

const three = [
  { service: 'c', since: 110 },
  { service: 'a', since: 100 },
  { service: 'b', since: 104 },
];

describe('three services that began within ten minutes', () => {
  it.each([
    ['are possibly shared while nobody counts at the door', undefined, false],
    ['are possibly shared with four voices', { several: 4, failedAll: 4, failedSome: 0 }, false],
    ['are shared if most fail on all', { several: 90, failedAll: 7, failedSome: 3 }, true],
  ] as const)('%s', (_, door, certain) => {
    expect(sharedIncidents(three, door)).toEqual([{ services: ['a', 'b', 'c'], certain }]);
  });

  it('are not shared if most fail on one and not on another', () => {
    expect(sharedIncidents(three, { several: 90, failedAll: 3, failedSome: 7 })).toEqual([]);
  });
});

describe('coincidence', () => {
  it('needs three different services', () => {
    expect(sharedIncidents(three.slice(1))).toEqual([]);
    const twice = [...three.slice(1), { service: 'a', since: 101 }];
    expect(sharedIncidents(twice)).toEqual([]);
  });

  it('does not reach beyond ten minutes from the first', () => {
    const late = [...three.slice(1), { service: 'c', since: 111 }];
    expect(sharedIncidents(late)).toEqual([]);
  });

  it('leaves out an incident that began alone', () => {
    const [group] = sharedIncidents([{ service: 'early', since: 80 }, ...three]);
    expect(group?.services).toEqual(['a', 'b', 'c']);
  });

  it('takes the window with the most services', () => {
    const services = [{ service: 'early', since: 95 }, ...three, { service: 'd', since: 109 }];
    expect(sharedIncidents(services)).toEqual([{ services: ['a', 'b', 'c', 'd'], certain: false }]);
  });

  it('tells two groups apart', () => {
    const evening = three.map(({ service, since }) => ({
      service: `${service}2`,
      since: since + 60,
    }));
    expect(sharedIncidents([...evening, ...three])).toHaveLength(2);
  });
});
