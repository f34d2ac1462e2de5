import type { Measured } from '../run/measure.ts';
import { cellPlans } from '../run/plan.ts';
import { SIZES } from '../run/size.ts';
import { attackSection, edgeSection, fakesSection } from './sections/attacks.ts';
import { beatenSection, partialSection, peerSection } from './sections/peers.ts';
import { seriesSection, vendorSection } from './sections/real.ts';
import { missingSection, shippedQuietSection, shippedSection } from './sections/shipped.ts';
import { targetSection } from './sections/targets.ts';
import { achievedSection, tunedSection } from './sections/tuned.ts';

/** Service-years that the full run scores on. */
const FULL_YEARS = Math.round(
  cellPlans(SIZES.full, new Map()).reduce((sum, { days }) => sum + days / 365, 0),
);

/** A figure's file and what stands for it where it cannot be seen. */
const image = (name: string, alt: string) => `![${alt}](images/verdict-${name}.svg)`;

/** All measured parts of docs/verdict.md. */
export function figuresOf(measured: Measured): string {
  const { size, tunedYears, tunedOn, seed, cells } = measured;
  const years = Math.round(cells.reduce((sum, cell) => sum + cell.years, 0));
  const kind = size === 'full' ? '' : ` A ${size} run: the full one simulates ${FULL_YEARS} years.`;
  return `Thresholds were tuned in ${tunedOn} crowds (${tunedYears} service-years for each number of voices) and scored in others, ${years} service-years of all three kinds of quiet. Seed ${seed}.${kind} Delays are means in minutes, 1 for the first minute; outages that a detector never saw count with their two hours, and as missed.

### Targets

${targetSection(measured)}

### Against the peers, at the same rate of false alarms

Each detector has the threshold at which it raises as many false alarms in the very same quiet crowd as the fold does as shipped. That is tuned on what it is scored on, for all alike: nobody is held back by a badly chosen threshold. ᶜ counts only, so part of the lead is the denominator; ᵇ looks only every so many minutes. Bold: the fastest but the oracle.

${image('delays', 'Mean delay of every detector in a 30 % outage, at 3, 30 and 300 voices a minute')}

Binomial quiet, voices a minute and failing share:

${peerSection(measured, 'binomial')}

Over-dispersed quiet:

${peerSection(measured, 'over-dispersed')}

Wandering quiet:

${peerSection(measured, 'wandering')}

### Partial outages (30 %): how much later the best peer is

${partialSection(measured)}

### Where a peer beats us

${beatenSection(measured)}

### Tuned on one crowd, scored on another

False alarms a year at 30 voices a minute with thresholds from over-dispersed crowds, 95 % intervals:

${achievedSection(measured)}

The same thresholds for one a year, in outages; minutes from the end to the last alarm; how often it changes its mind in two hours of 30 %:

${tunedSection(measured)}

### The fold as it ships: false alarms

${shippedQuietSection(measured)}

### The fold as it ships: delays

${image('ratio', 'The fold’s delay over the oracle’s by voices a minute, for outages of 80, 30, 15 and 8 %')}

${shippedSection(measured)}

What lost minutes cost, delays to notice (in brackets with no minute lost):

${missingSection(measured)}

### Fakes

${image('fakes', 'Part of the hours in which fakes raise an alarm, by their number')}

Hours of attack that reach \`suspected\` / \`confirmed\` / \`outage\`:

${attackSection(measured)}

Smallest attack that raises an alarm in more than 1 % of hours, over-dispersed quiet, thresholds of one false alarm a year:

${fakesSection(measured)}

### Edges

${edgeSection(measured)}

### Real incidents

Median minutes ahead of the vendor's first post (part of the incidents in which it was ahead), by voices a minute. Starts, lengths and first posts are real; the crowd is simulated and the failing share is assumed from the vendor's own word for the impact (80, 30, 15 or 8 %).

${vendorSection(measured)}

### Real series

${seriesSection(measured)}
`;
}
