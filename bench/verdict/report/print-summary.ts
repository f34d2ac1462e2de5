import type { Measured } from '../run/measure.ts';
import { beatenSection, partialSection, peerSection } from './sections/peers.ts';
import { shippedSection } from './sections/shipped.ts';
import { achievedSection } from './sections/tuned.ts';
import { targetsOf } from './targets.ts';

/** Prints what matters most. */
export function printSummary(measured: Measured): void {
  console.log('\nMean delays at the fold’s own rate of false alarms, over-dispersed quiet:');
  console.log(peerSection(measured, 'over-dispersed'));
  console.log('\nPartial outages (30 %):');
  console.log(partialSection(measured));
  console.log('\nWhere a peer is faster:');
  console.log(beatenSection(measured));
  console.log('\nFalse alarms a year, tuned on one crowd and scored on others:');
  console.log(achievedSection(measured));
  console.log('\nThe fold as shipped:');
  console.log(shippedSection(measured));
  console.log('\nTargets:');
  for (const { name, wanted, measured: value, met } of targetsOf(measured)) {
    console.log(
      `${met === null ? '  ?   ' : met ? '  met ' : 'NOT MET'} ${name}: ${value} (wanted: ${wanted})`,
    );
  }
}
