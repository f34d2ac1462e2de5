import { HISTORY_QUARTERS } from '../../lib/protocol/history.ts';
import { minuteOf } from '../../lib/protocol/vocabulary.ts';
import type { Service } from '../../lib/services/schema.ts';
import type { Archive } from '../judge/archive.ts';
import type { Board } from '../judge/board.ts';
import type { Chronicle } from '../judge/chronicle.ts';
import { QUARTER_MINUTES, startsAt } from '../judge/history-of.ts';
import { incidentId } from '../judge/incident-of.ts';
import type { IncidentRow } from '../store/incident-row.ts';
import type { HomePageSources } from './home-page.ts';
import type { ServicePageSources } from './service-page.ts';

/** An incident that ended this long ago does not change any more. Minutes. */
const SETTLED_AFTER_MINUTES = 24 * 60;

interface FoundIncident {
  readonly service: Service;
  readonly incident: IncidentRow;
  readonly isSettled: boolean;
}

/** What pages are made of, as of now. */
export interface Sources {
  /** Another one whenever anything changed. */
  version(): string;
  newest(): readonly IncidentRow[];
  home(): HomePageSources;
  /** Null for a service that is not in the list. */
  service(id: string): (ServicePageSources & { readonly service: Service }) | null;
  /** Null for an incident that never was, or is older than 90 days. */
  incident(service: string, id: string): FoundIncident | null;
}

/** @returns what the board, the archive and the chronicle say, as pages need it */
export function createSources(
  services: readonly Service[],
  board: Pick<Board, 'status' | 'file' | 'shared' | 'official'>,
  archive: Pick<Archive, 'history' | 'file'>,
  chronicle: Pick<Chronicle, 'incidents' | 'version'>,
): Sources {
  const byId = new Map(services.map((service) => [service.id, service]));
  const newest = () => chronicle.incidents().toReversed();
  const coincident = (id: string): readonly string[] => {
    const group = board.shared().find(({ services: all }) => all.includes(id));
    const others = group?.services.filter((other) => other !== id) ?? [];
    return others.map((other) => byId.get(other)?.name ?? other);
  };

  return {
    version: () => `${board.file().digest} ${archive.file().digest} ${chronicle.version()}`,
    newest,
    home: () => ({ status: board.status(), history: archive.history(), incidents: newest() }),
    service(id) {
      const service = byId.get(id);
      const status = board.status();
      const own = status.services[id];
      const { at, services: all } = archive.history();
      const history = all[id];
      if (service === undefined || own === undefined || history === undefined) return null;
      const made = minuteOf(Date.parse(at));
      const [firstQuarter = made] = startsAt(made, QUARTER_MINUTES, HISTORY_QUARTERS);
      const isRead = own.official.state !== 'unknown';
      return {
        service,
        status,
        own,
        history,
        firstQuarter,
        incidents: newest().filter((incident) => incident.service === id),
        title: isRead ? (board.official(id)?.incident?.title ?? null) : null,
        coincident: coincident(id),
      };
    },
    incident(id, name) {
      const service = byId.get(id);
      const incident = chronicle
        .incidents()
        .find((row) => row.service === id && incidentId(row.opened) === name);
      if (service === undefined || incident === undefined) return null;
      const now = minuteOf(Date.parse(board.status().at));
      const isSettled = incident.ended !== null && now - incident.ended > SETTLED_AFTER_MINUTES;
      return { service, incident, isSettled };
    },
  };
}
