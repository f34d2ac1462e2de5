import type { State } from '../lib/protocol/vocabulary.ts';
import { sayStrip } from '../lib/status/say-strip.ts';
import type { Quarter, Strips } from '../lib/status/strips.ts';
import { toneOfCrowd } from '../lib/status/tone.ts';
import { useLanguage } from './language-context.ts';

interface Props {
  readonly strips: Strips;
  readonly service: string;
  /** What the picture is of. */
  readonly label: string;
  readonly now: number;
}

/** The picture's height, in its own units; a quarter-hour is one unit wide. */
const HEIGHT = 20;
const STATES: readonly State[] = ['operational', 'recovering', 'degraded', 'outage', 'unknown'];

/** The share of people that failed in each quarter-hour of a day. A gap stays empty: nobody knows. */
export function Strip({ strips, service, label, now }: Props) {
  const language = useLanguage();
  const quarters = strips.services[service] ?? [];
  return (
    <svg
      class="strip"
      viewBox={`0 0 96 ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${sayStrip(strips, service, language, now)}`}
    >
      {STATES.map((state) => (
        <path
          key={state}
          class={`tone-${toneOfCrowd('operational', state)}`}
          d={bars(quarters, state)}
        />
      ))}
    </svg>
  );
}

/** A bar is never lower than a line, so that "nobody failed" looks different from a gap. */
function bars(quarters: readonly Quarter[], state: State): string {
  return quarters
    .map((quarter, index) => {
      if (quarter?.[1] !== state) return '';
      const height = 1.5 + (quarter[0] / 100) * (HEIGHT - 1.5);
      return `M${index} ${HEIGHT}v${-height.toFixed(1)}h.8v${height.toFixed(1)}z`;
    })
    .join('');
}
