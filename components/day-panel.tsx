import type { ServiceName } from '../lib/services/names.ts';
import { crowdOf } from '../lib/status/crowd.ts';
import { failingFeatures } from '../lib/status/failing-features.ts';
import { sayStrip } from '../lib/status/say-strip.ts';
import type { Strips } from '../lib/status/strips.ts';
import type { View } from '../lib/status/view.ts';
import { useLanguage } from './language-context.ts';
import { Strip } from './strip.tsx';

interface Props {
  readonly view: View;
  readonly strips: Strips | null;
  readonly service: ServiceName;
  readonly now: number;
}

/** How everyone fared with one service: what fails now, and the last 24 hours. */
export function DayPanel({ view, strips, service, now }: Props) {
  const language = useLanguage();
  const failing = failingFeatures(crowdOf(view, service.id, now));
  const title = language.say('strip.title', { service: service.name });
  return (
    <>
      {failing.length > 0 && (
        <section aria-labelledby="fails">
          <h2 id="fails">{language.say('fails.title')}</h2>
          <ul class="failing">
            {failing.map(({ feature, share }) => (
              <li key={feature}>
                <span>{language.say(`feature.${feature}`)}</span>
                <svg class="bar" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
                  <path d={`M0 0h${share.toFixed(3)}v1h-${share.toFixed(3)}z`} />
                </svg>
                <span>{language.percent(share)}</span>
              </li>
            ))}
          </ul>
          <p class="soft">{language.say('fails.hint')}</p>
        </section>
      )}
      {strips?.services[service.id] && (
        <section aria-labelledby="day">
          <h2 id="day">{title}</h2>
          <Strip strips={strips} service={service.id} label={title} now={now} />
          <p class="axis soft" aria-hidden="true">
            <span>{language.time(strips.start, now)}</span>
            <span>{language.say('strip.now')}</span>
          </p>
          <p class="soft" aria-hidden="true">
            {sayStrip(strips, service.id, language, now)}
          </p>
        </section>
      )}
    </>
  );
}
