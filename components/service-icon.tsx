import { useState } from 'preact/hooks';
import type { ServiceName } from '../lib/services/names.ts';

/** The sign of a service, beside its name; its first letter when there is no picture. */
export function ServiceIcon({ service }: { readonly service: ServiceName }) {
  const [isMissing, setMissing] = useState(false);
  if (isMissing) {
    return (
      <span class="icon" aria-hidden="true">
        {service.name[0]}
      </span>
    );
  }
  return (
    <img
      class="icon"
      src={`services/${service.id}.svg`}
      width="20"
      height="20"
      alt=""
      loading="lazy"
      onError={() => setMissing(true)}
    />
  );
}
