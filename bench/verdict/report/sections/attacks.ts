import { SCORES } from '../../detectors/all-detectors.ts';
import type { Measured } from '../../run/measure.ts';
import { BROKEN, FAKES } from '../../tracks/attacks.ts';
import { delay, percent, short, table } from '../format.ts';

/** What attacks of each strength reach. */
export function attackSection({ attacks }: Measured): string {
  const rows = attacks.map(({ voices, quiet, strengths }) => [
    String(voices),
    quiet,
    ...strengths
      .filter(({ fakes }) => fakes >= 0.5 && fakes <= 2)
      .map(
        ({ suspected, confirmed, outage }) =>
          `${percent(suspected)} / ${percent(confirmed)} / ${percent(outage)}`,
      ),
  ]);
  return table(['voices a minute', 'quiet', '0.5 k', '1 k', '1.5 k', '2 k'], rows);
}

/** The smallest strength of an attack that breaks each detector. */
export function fakesSection({ attacks }: Measured): string {
  const shown = attacks.filter(({ quiet }) => quiet === 'over-dispersed');
  const word = (fakes: number | undefined) =>
    fakes === undefined ? `> ${FAKES.at(-1)} k` : fakes === 0 ? '1 fake' : `${fakes} k`;
  const least = (parts: readonly number[]) => FAKES[parts.findIndex((part) => part > BROKEN)];
  const ofShipped = (pick: 'suspected' | 'confirmed' | 'outage') =>
    shown.map(({ strengths }) => word(least(strengths.map((strength) => strength[pick]))));
  const rows = SCORES.flatMap(({ name, owner }, place) =>
    owner === 'oracle'
      ? []
      : [
          [
            name,
            ...shown.map(({ strengths }) =>
              word(least(strengths.map(({ alarmed }) => alarmed[place] ?? 0))),
            ),
          ],
        ],
  );
  return table(
    ['detector', ...shown.map(({ voices }) => `${voices} voices a minute`)],
    [
      ['Outcry as shipped: `suspected`', ...ofShipped('suspected')],
      ['Outcry as shipped: `confirmed`', ...ofShipped('confirmed')],
      ['Outcry as shipped: `outage`', ...ofShipped('outage')],
      ...rows,
    ],
  );
}

/** Floods, cold starts, constant rates, silence. */
export function edgeSection({ floods, drips, cold, constant, afterFakes }: Measured): string {
  const parts = [
    'Faults of two hours behind fake successes, over-dispersed:',
    table(
      [
        'voices a minute',
        'failing',
        'fake successes',
        'noticed',
        'confirmed',
        'outage',
        'called over or easing while it went on',
      ],
      floods.map(({ voices, share, fakes, noticed, confirmed, outage, soothed }) => [
        String(voices),
        percent(share),
        fakes === 'k' ? 'k' : `${fakes} per voice`,
        delay(noticed),
        delay(confirmed),
        delay(outage),
        percent(soothed),
      ]),
    ),
    'After a confirmed fault of an hour, in an even crowd, some networks go on to fail, each minute for three hours:',
    table(
      [
        'voices a minute',
        'failed',
        'networks that go on',
        'confirmed faults',
        'eased',
        'over',
        'still or again failing and confirmed',
      ],
      drips.map(({ voices, share, fakes, confirmed, eased, over, held }) => [
        String(voices),
        percent(share),
        String(fakes),
        String(confirmed),
        delay(eased),
        delay(over),
        percent(held),
      ]),
    ),
    'An 80 % outage after an hour of k fakes a minute (an even crowd; one that swings by 75 % over the day):',
    table(
      [
        'voices a minute',
        'swing',
        'hours in which the fakes were confirmed',
        'confirmed, mean',
        'median',
      ],
      afterFakes.map(({ voices, swing, fooled, runs, confirmed }) => [
        String(voices),
        percent(swing),
        `${fooled} of ${runs}`,
        delay(confirmed),
        short(confirmed.median),
      ]),
    ),
    'Cold starts, by the share that is normal from the first minute on:',
    table(
      ['voices a minute', 'share', 'alarms per start', 'confirmed', 'known after, minutes'],
      cold.map(({ voices, share, alarms, confirmed, known }) => [
        String(voices),
        percent(share),
        short(alarms),
        short(confirmed),
        short(known),
      ]),
    ),
    'Two days at a constant rate after 2 % was learned, changes told:',
    table(
      ['voices a minute', 'share', 'mean', 'most'],
      constant.map(({ voices, share, mean, most }) => [
        String(voices),
        percent(share),
        short(mean),
        String(most),
      ]),
    ),
  ];
  return parts.join('\n\n');
}
