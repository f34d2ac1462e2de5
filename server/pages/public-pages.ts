import type { Service } from '../../lib/services/schema.ts';
import { PublicFile } from '../http/public-file.ts';
import type { Archive } from '../judge/archive.ts';
import type { Board } from '../judge/board.ts';
import type { Chronicle } from '../judge/chronicle.ts';
import { incidentId } from '../judge/incident-of.ts';
import type { OfficialWord } from '../official/official-word.ts';
import { badge } from './badge.ts';
import { feed } from './feed.ts';
import { homePage } from './home-page.ts';
import { incidentPage } from './incident-page.ts';
import type { Html } from './layout.ts';
import { servicePage } from './service-page.ts';
import { PAGE_POLICY } from './style.ts';

const PAGE = {
  type: 'text/html; charset=utf-8',
  cacheControl: 'public, max-age=15, stale-while-revalidate=60',
  contentPolicy: PAGE_POLICY,
} as const;
const BADGE = { type: 'image/svg+xml; charset=utf-8', cacheControl: 'public, max-age=60' } as const;
const FEED = {
  type: 'application/atom+xml; charset=utf-8',
  cacheControl: 'public, max-age=300',
} as const;

/** Rendered files kept at once: someone who reads every incident must not fill the memory. */
const MOST_KEPT = 300;

/** Everything for people, rendered once per change of what it shows. */
export interface PublicPages {
  home(): Promise<PublicFile>;
  /** Null for a service that is not in the list. */
  service(id: string): Promise<PublicFile | null>;
  /** Null for an incident that never was, or is older than 90 days. */
  incident(service: string, id: string): Promise<PublicFile | null>;
  badge(id: string): Promise<PublicFile | null>;
  feed(): Promise<PublicFile>;
}

/** The vendor's title of what it names now. */
function titleOf(word: OfficialWord | undefined): string | null {
  return word?.incident?.title ?? null;
}

interface Kept {
  readonly version: string;
  readonly file: Promise<PublicFile>;
}

/** @returns pages made from what the board, the archive and the chronicle say when they are asked for */
export function createPublicPages(
  services: readonly Service[],
  board: Pick<Board, 'status' | 'file' | 'shared' | 'official'>,
  archive: Pick<Archive, 'history' | 'file'>,
  chronicle: Pick<Chronicle, 'incidents' | 'version'>,
): PublicPages {
  const byId = new Map(services.map((service) => [service.id, service]));
  const kept = new Map<string, Kept>();

  const render = (
    name: string,
    kind: Omit<typeof PAGE, 'contentPolicy'> | typeof BADGE | typeof FEED,
    make: () => Html,
  ) => {
    const version = `${board.file().digest} ${archive.file().digest} ${chronicle.version()}`;
    const held = kept.get(name);
    if (held?.version === version) return held.file;
    const file = Promise.resolve(make()).then(
      (text) => new PublicFile({ ...kind, text: text.toString() }),
    );
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(name, { version, file });
    return file;
  };
  const newest = () => chronicle.incidents().toReversed();
  const coincident = (id: string): readonly string[] => {
    const group = board.shared().find(({ services: all }) => all.includes(id));
    const others = group?.services.filter((other) => other !== id) ?? [];
    return others.map((other) => byId.get(other)?.name ?? other);
  };

  return {
    home: () =>
      render('/', PAGE, () =>
        homePage(services, {
          status: board.status(),
          history: archive.history(),
          incidents: newest(),
        }),
      ),
    async service(id) {
      const service = byId.get(id);
      const status = board.status();
      const own = status.services[id];
      const history = archive.history().services[id];
      if (service === undefined || own === undefined || history === undefined) return null;
      return render(`/s/${id}`, PAGE, () =>
        servicePage(service, {
          status,
          own,
          history,
          incidents: newest().filter((incident) => incident.service === id),
          title: own.official.state === 'unknown' ? null : titleOf(board.official(id)),
          coincident: coincident(id),
        }),
      );
    },
    async incident(id, name) {
      const service = byId.get(id);
      const incident = chronicle
        .incidents()
        .find((row) => row.service === id && incidentId(row.opened) === name);
      if (service === undefined || incident === undefined) return null;
      return render(`/s/${id}/incident/${name}`, PAGE, () => incidentPage(service, incident));
    },
    async badge(id) {
      const service = byId.get(id);
      const own = board.status().services[id];
      if (service === undefined || own === undefined) return null;
      return render(`/badge/${id}`, BADGE, () => badge(service.name, own.state));
    },
    feed: () => render('/feed', FEED, () => feed(services, newest())),
  };
}
