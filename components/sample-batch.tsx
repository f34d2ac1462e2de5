import { sampleBody } from '../lib/report/sample-body.ts';
import type { ServiceName } from '../lib/services/names.ts';
import { usePageLanguage } from './page-language.ts';

interface Props {
  readonly services: readonly ServiceName[];
  readonly now: number;
}

/** The exact bytes of one batch, made by the code that makes the real ones. */
export function SampleBatch({ services, now }: Props) {
  const language = usePageLanguage();
  const service = services[0];
  if (!service) return null;
  return (
    <figure class="sample">
      <figcaption>
        <span class="soft">{language.say('welcome.sample.hint')}</span>
      </figcaption>
      <pre data-testid="sample-batch">{sampleBody(service.id, now)}</pre>
    </figure>
  );
}
